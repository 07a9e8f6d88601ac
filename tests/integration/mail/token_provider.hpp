// A provider of access tokens on a free port: grants them, and tells a mail server which are good.
#pragma once

#include <filesystem>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace balie::test {

class TokenProvider {
public:
    // `revoked`: a folder in which the names of tokens that are good no longer are written.
    explicit TokenProvider(std::filesystem::path revoked);
    ~TokenProvider();
    TokenProvider(TokenProvider const&) = delete;
    TokenProvider& operator=(TokenProvider const&) = delete;

    std::string origin() const;
    // The forms with which tokens were asked for.
    std::vector<std::string> asked() const;
    // All that was granted is good no longer.
    void revoke_all();
    // From now on whoever asks with this refresh token is refused.
    void refuse(std::string const& refresh_token);

private:
    void run();
    std::string answer(std::string const& head, std::string const& body);
    std::string grant(std::string const& form);

    boost::asio::io_context context_;
    boost::asio::ip::tcp::acceptor acceptor_;
    std::filesystem::path revoked_;
    mutable std::mutex mutex_;
    std::vector<std::string> asked_;
    std::set<std::string> granted_;
    std::set<std::string> refused_;
    int count_ = 0;
    std::thread thread_;
};

}  // namespace balie::test
