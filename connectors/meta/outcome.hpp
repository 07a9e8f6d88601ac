// From an answer of the Graph API, or from the lack of one, to what became of a message.
#pragma once

#include <balie/base/http_client.hpp>
#include <balie/channel/outbound_message.hpp>
#include <connectors/meta/treatment.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace balie::connectors::meta {

// {"error": {...}} of an answer.
struct GraphError {
    std::optional<std::int64_t> code;
    std::optional<std::int64_t> subcode;
    std::string title;
    std::string detail;
    bool is_transient = false;
};

// Absent when the body holds no error.
std::optional<GraphError> graph_error(std::string_view body);

// An answer says no when it holds an error, whatever its status, or when its status is not 2xx.
bool is_refusal(HttpAnswer const& answer);

// What a refusal means for what we asked.
SendOutcome refused(HttpAnswer const& answer, std::span<CodeTreatment const> channel_rows);

// A call that failed on its way. With the first byte gone, nobody knows whether it was taken.
SendOutcome failed(CallFailure const& failure);

}  // namespace balie::connectors::meta
