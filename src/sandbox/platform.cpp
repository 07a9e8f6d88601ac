#include "sandbox/platform.hpp"

#include <balie/base/crypto.hpp>

#include <chrono>

namespace balie::sandbox {
namespace {

constexpr auto call_timeout = std::chrono::seconds{10};

std::string with_query(std::string url, std::string const& query) {
    return query.empty() ? url : std::move(url) + '?' + query;
}

}  // namespace

HttpCall Platform::plain_call(Webhook const& webhook) const {
    auto call = HttpCall{
        webhook.method, with_query(line_.addresses().base_url + line_.options().webhook_path, webhook.query)};
    if (!webhook.body.empty()) {
        call.headers.emplace_back("Content-Type", webhook.content_type);
        call.body = webhook.body;
    }
    call.timeout = call_timeout;
    return call;
}

std::string Platform::signed_url(Webhook const& webhook) const {
    return with_query(line_.addresses().public_url + line_.options().webhook_path, webhook.query);
}

std::string Platform::api_base() const {
    return line_.addresses().base_url + "/sandbox/platform/" + std::string{to_word(line_.channel())};
}

http::Response json_answer(int status, Json const& body) {
    return {status, "application/json; charset=UTF-8", plain_text(body)};
}

http::Response bytes_answer(MediaFile const& file) {
    auto response = http::Response{200};
    response.headers.emplace_back("Content-Type", printable(file.mime));
    response.keep = file.bytes;
    response.static_body = *file.bytes;
    return response;
}

std::string form_encoded(Fields const& fields) {
    auto text = std::string{};
    for (auto const& [name, value] : fields) {
        if (!text.empty()) { text += '&'; }
        text += percent_encode(name) + '=' + percent_encode(value);
    }
    return text;
}

std::string in_seconds(Time at) {
    return std::to_string(std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count());
}

std::string in_milliseconds(Time at) {
    return std::to_string(
        std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count());
}

std::string random_digits(std::size_t count) {
    auto digits = std::string{};
    for (auto const byte : random_bytes(count)) {
        digits += static_cast<char>('0' + static_cast<unsigned char>(byte) % 10);
    }
    return digits;
}

std::string_view without_prefix(std::string_view text, std::string_view prefix) noexcept {
    return text.starts_with(prefix) ? text.substr(prefix.size()) : std::string_view{};
}

std::string kind_of_file(std::string_view mime) {
    auto const kind = mime.substr(0, mime.find('/'));
    return kind == "image" || kind == "video" || kind == "audio" ? std::string{kind} : "document";
}

std::string file_url(MediaFile const& file) { return std::string{file_host} + file.key; }

}  // namespace balie::sandbox
