// Answers with a JSON body.
#pragma once

#include "http/message.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace balie::api {

http::Response json_response(int status, nlohmann::json const& value);
http::Response json_response(int status, nlohmann::ordered_json const& value);
http::Response json_text_response(int status, std::string json);  // serialised already
inline http::Response no_content() { return http::Response{204}; }

}  // namespace balie::api
