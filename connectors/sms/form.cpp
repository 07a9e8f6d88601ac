#include <connectors/sms/form.hpp>

#include <algorithm>

namespace balie::connectors::sms {
namespace {

constexpr auto word_bytes_max = std::size_t{512};

}  // namespace

Form::Form(Fields fields) {
    fields_.reserve(fields.size());
    for (auto& [name, value] : fields) { fields_.emplace_back(lowered(name), storable(std::move(value))); }
}

std::string const* Form::find(std::string_view name) const {
    auto const wanted = lowered(name);
    std::string const* found = nullptr;
    for (auto const& [one, value] : fields_) {
        if (one != wanted) { continue; }
        if (!value.empty()) { return &value; }
        found = found == nullptr ? &value : found;
    }
    return found;
}

std::string Form::text(std::string_view name) const {
    auto const* const found = find(name);
    return found == nullptr ? std::string{} : *found;
}

std::string Form::word(std::string_view name) const {
    auto const* const found = find(name);
    if (found == nullptr || found->size() > word_bytes_max) { return {}; }
    return std::string{trimmed(*found)};
}

bool Form::has(std::string_view name) const { return find(name) != nullptr; }

std::vector<std::string> Form::all(std::string_view name) const {
    auto const wanted = lowered(name);
    auto values = std::vector<std::string>{};
    for (auto const& [one, value] : fields_) {
        auto const bracket = std::min(one.find('['), one.size());
        if (std::string_view{one}.substr(0, bracket) == wanted) { values.push_back(value); }
    }
    return values;
}

void Form::add(std::string_view name, std::string_view value) {
    fields_.emplace_back(lowered(name), storable(std::string{value}));
}

std::string Form::encoded() const {
    auto body = std::string{};
    for (auto const& [name, value] : fields_) {
        if (!body.empty()) { body += '&'; }
        body.append(percent_encode(name)).append("=").append(percent_encode(value));
    }
    return body;
}

Result<Form> form_of(WebhookRequest const& request) {
    if (request.method == "GET" || request.body.empty()) { return Form{request.query}; }
    auto fields = parse_form(request.body);
    if (!fields) { return Error{ErrorCode::malformed, "not a form: a broken escape"}; }
    return Form{*std::move(fields)};
}

}  // namespace balie::connectors::sms
