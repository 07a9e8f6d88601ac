// Calls to platforms. The only way by which a connector reaches the network.
#pragma once

#include <balie/base/result.hpp>
#include <balie/base/task.hpp>

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace balie {

using Headers = std::vector<std::pair<std::string, std::string>>;

// The first value of a header, names compared without case; empty when absent.
std::string_view header(Headers const& headers, std::string_view name) noexcept;

// One part of a multipart/form-data body; the file's bytes are read from disk while they are sent.
struct FormPart {
    std::string name;
    std::string value = {};
    std::filesystem::path file = {};
    std::string file_name = {};
    std::string mime = {};
};

struct HttpCall {
    std::string method = "GET";
    std::string url;
    Headers headers = {};
    std::string body = {};
    std::vector<FormPart> parts = {};           // when given, body is ignored
    std::chrono::milliseconds timeout{15'000};  // the whole call; connecting takes at most 5 s of it
    std::size_t answer_bytes_max = 1U << 20U;
    std::filesystem::path save_to = {};  // when given, the answer's body goes to this file
    unsigned redirects_max = 0;          // each judged and pinned anew; Authorization stays at the first host

    HttpCall() = default;
    HttpCall(std::string method_, std::string url_) : method(std::move(method_)), url(std::move(url_)) {}
};

struct HttpAnswer {
    int status = 0;
    Headers headers = {};
    std::string body = {};
};

// How far a call came before it failed: a call of which no byte left was surely not taken.
enum class CallStage { before_first_byte, after_first_byte };

struct CallFailure {
    CallStage stage = CallStage::before_first_byte;
    std::string detail;
    bool refused = false;  // the address is not one we may call (private, not https): a retry would not help
    bool too_large = false;
};

// Judges every address (https and public, or an exact origin of BALIE_ALLOW_ORIGINS), resolves once, connects
// to what it judged. Never throws; never follows more redirects than asked.
class HttpClient {
public:
    virtual ~HttpClient() = default;
    virtual Task<boost::system::result<HttpAnswer, CallFailure>> call(HttpCall call) = 0;
};

[[noreturn]] inline void throw_exception_from_error(CallFailure const& failure,
                                                    boost::source_location const&) {
    throw BrokenResult(Error{ErrorCode::unavailable, failure.detail});
}

}  // namespace balie
