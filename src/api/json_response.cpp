// Text from the database is UTF-8; what is not is replaced rather than answered with an error.
#include "api/json_response.hpp"

#include <nlohmann/json.hpp>

namespace balie::api {
namespace {

template <class Json>
std::string text_of(Json const& value) {
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

http::Response json_text_response(int status, std::string json) {
    return http::Response{status, "application/json", std::move(json)};
}

http::Response json_response(int status, nlohmann::json const& value) {
    return json_text_response(status, text_of(value));
}

http::Response json_response(int status, nlohmann::ordered_json const& value) {
    return json_text_response(status, text_of(value));
}

}  // namespace balie::api
