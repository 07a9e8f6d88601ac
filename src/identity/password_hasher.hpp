// argon2id on a thread of its own: 64 MiB and three passes for each, one at a time.
#pragma once

#include <balie/base/result.hpp>
#include <balie/base/task.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace balie::identity {

class PasswordHasher {
public:
    PasswordHasher();
    ~PasswordHasher();
    PasswordHasher(PasswordHasher const&) = delete;
    PasswordHasher& operator=(PasswordHasher const&) = delete;

    // Error: unavailable, when too many wait already or there is no memory for it.
    Task<Result<std::string>> hash(std::string password);
    // An empty stored hash is verified against that of nobody's password: false, after the same time.
    Task<Result<bool>> verify(std::string stored, std::string password);

    // On the caller's thread: for the command line.
    static Result<std::string> hash_here(std::string const& password);
    // True when the hash was made with other figures than today's.
    static bool is_outdated(std::string const& stored);

private:
    struct Worker;
    std::unique_ptr<Worker> worker_;
};

}  // namespace balie::identity
