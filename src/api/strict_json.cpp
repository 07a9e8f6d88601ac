// The parser tells of every key as it goes by; repeated ones would otherwise be lost without a word.
#include "api/strict_json.hpp"

#include <balie/base/text.hpp>

#include <set>
#include <string>
#include <vector>

namespace balie::api {
namespace {

using nlohmann::json;

constexpr auto depth_max = 32;

class Watch {
public:
    bool operator()(int depth, json::parse_event_t event, json& value) {
        if (depth > depth_max) { is_too_deep_ = true; }
        if (event == json::parse_event_t::object_start) { keys_.emplace_back(); }
        if (event == json::parse_event_t::object_end) { keys_.pop_back(); }
        if (event == json::parse_event_t::key && !keys_.back().insert(value.get_ref<std::string&>()).second) {
            has_repeats_ = true;
        }
        return !is_too_deep_;
    }

    Result<void> judgement() const {
        if (is_too_deep_) { return Error{ErrorCode::malformed, "the JSON is nested too deeply", "too_deep"}; }
        if (has_repeats_) { return Error{ErrorCode::malformed, "a field is named twice", "repeated_field"}; }
        return {};
    }

private:
    std::vector<std::set<std::string>> keys_;
    bool is_too_deep_ = false;
    bool has_repeats_ = false;
};

}  // namespace

Result<json> parse_strictly(std::string_view text) {
    if (!is_utf8(text)) { return Error{ErrorCode::malformed, "the body is not UTF-8"}; }
    auto watch = Watch{};
    auto parsed = json::parse(
        text,
        [&watch](int depth, json::parse_event_t event, json& value) { return watch(depth, event, value); },
        false);
    if (auto const judged = watch.judgement(); !judged) { return judged.error(); }
    if (parsed.is_discarded()) { return Error{ErrorCode::malformed, "the body is not JSON"}; }
    return parsed;
}

}  // namespace balie::api
