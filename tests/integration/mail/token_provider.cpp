#include "integration/mail/token_provider.hpp"

#include <balie/base/text.hpp>

#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>

#include <fstream>

namespace balie::test {
namespace {

namespace asio = boost::asio;
using Tcp = asio::ip::tcp;

constexpr auto bearer = std::string_view{"authorization: bearer "};

std::string http(int status, std::string const& body) {
    return "HTTP/1.1 " + std::to_string(status) +
           " -\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::size_t length_in(std::string const& head) {
    auto const at = lowered(head).find("content-length: ");
    return at == std::string::npos ? 0 : std::stoul(head.substr(at + 16));
}

std::string value_of(std::string const& form, std::string const& name) {
    for (auto const& [key, value] : parse_form(form).value_or(Fields{})) {
        if (key == name) { return value; }
    }
    return {};
}

}  // namespace

TokenProvider::TokenProvider(std::filesystem::path revoked)
    : acceptor_(context_, {asio::ip::make_address("127.0.0.1"), 0}),
      revoked_(std::move(revoked)),
      thread_([this] { run(); }) {}

TokenProvider::~TokenProvider() {
    auto fault = boost::system::error_code{};
    auto last = Tcp::socket{context_};
    auto const end = acceptor_.local_endpoint();
    {
        auto const lock = std::lock_guard{mutex_};
        count_ = -1;
    }
    last.connect(end, fault);
    thread_.join();
}

std::string TokenProvider::origin() const {
    return "http://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port());
}

std::vector<std::string> TokenProvider::asked() const {
    auto const lock = std::lock_guard{mutex_};
    return asked_;
}

void TokenProvider::revoke_all() {
    auto const lock = std::lock_guard{mutex_};
    for (auto const& token : granted_) { std::ofstream{revoked_ / token} << "revoked"; }
    granted_.clear();
}

void TokenProvider::refuse(std::string const& refresh_token) {
    auto const lock = std::lock_guard{mutex_};
    refused_.insert(refresh_token);
}

void TokenProvider::run() {
    for (;;) {
        auto fault = boost::system::error_code{};
        auto socket = Tcp::socket{context_};
        acceptor_.accept(socket, fault);
        {
            auto const lock = std::lock_guard{mutex_};
            if (count_ < 0) { return; }
        }
        auto text = std::string{};
        auto const head_bytes = asio::read_until(socket, asio::dynamic_buffer(text), "\r\n\r\n", fault);
        if (fault) { continue; }
        auto const head = text.substr(0, head_bytes);
        auto const whole = head_bytes + length_in(head);
        if (text.size() < whole) {
            asio::read(socket, asio::dynamic_buffer(text), asio::transfer_exactly(whole - text.size()),
                       fault);
        }
        asio::write(socket, asio::buffer(answer(head, text.substr(head_bytes))), fault);
    }
}

std::string TokenProvider::answer(std::string const& head, std::string const& body) {
    auto const lock = std::lock_guard{mutex_};
    if (head.starts_with("POST /token")) { return grant(body); }
    auto const at = lowered(head).find(bearer);
    if (at == std::string::npos) { return http(401, "{}"); }
    auto const from = at + bearer.size();
    auto const token = head.substr(from, head.find('\r', from) - from);
    if (!granted_.contains(token)) { return http(401, R"({"error":"invalid_token"})"); }
    return http(200, R"({"username":"service@desk.test","active":"true"})");
}

// A refresh token is good once: the next one comes with what it was good for.
std::string TokenProvider::grant(std::string const& form) {
    asked_.push_back(form);
    auto const spent = value_of(form, "refresh_token");
    if (value_of(form, "client_secret") != "provider secret" || refused_.contains(spent)) {
        return http(400, R"({"error":"invalid_grant","error_description":"the grant is spent"})");
    }
    auto const number = std::to_string(++count_);
    granted_.insert("granted-" + number);
    auto const next = spent.empty() ? std::string{} : R"(,"refresh_token":"refresh-)" + number + '"';
    if (!spent.empty()) { refused_.insert(spent); }
    return http(200, R"({"access_token":"granted-)" + number + R"(","expires_in":3600)" + next + "}");
}

}  // namespace balie::test
