// The folder that attachments' files lie in, under random names: <folder>/ab/ab3f... . All of it may block.
#pragma once

#include <balie/base/result.hpp>

#include <filesystem>
#include <string>

namespace balie::media {

class Folder {
public:
    // Makes it (0700), and removes what an earlier process left half-written.
    static Result<Folder> open(std::filesystem::path path);

    // Where files are written before they have their name; the server's uploads too. Emptied at every start.
    std::filesystem::path incoming() const;
    // A name for a file that is being written; nothing is there yet.
    std::filesystem::path temporary() const;
    // Makes a written file durable and gives it its name, which is answered. Error: unavailable.
    Result<std::string> keep(std::filesystem::path const& temporary) const;
    // Removes a kept file; one that is gone already is no error.
    void remove(std::string const& file) const;

    std::filesystem::path path_of(std::string const& file) const;
    std::filesystem::path const& path() const noexcept { return path_; }

private:
    explicit Folder(std::filesystem::path path) : path_(std::move(path)) {}

    std::filesystem::path path_;
};

}  // namespace balie::media
