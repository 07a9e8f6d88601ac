// The parameters of a webhook that comes as a form or as a query.
#pragma once

#include <balie/base/result.hpp>
#include <balie/base/text.hpp>
#include <balie/channel/connector.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace balie::connectors::sms {

// Names are compared without case; of a parameter that comes twice the first value that is not empty counts.
// Texts are such that PostgreSQL can store them.
class Form {
public:
    Form() = default;
    explicit Form(Fields fields);

    std::string text(std::string_view name) const;
    // Empty when longer than an id or a word can be.
    std::string word(std::string_view name) const;
    bool has(std::string_view name) const;
    // All values of "name", "name[]" and "name[0]", in order.
    std::vector<std::string> all(std::string_view name) const;
    void add(std::string_view name, std::string_view value);
    // As application/x-www-form-urlencoded.
    std::string encoded() const;

private:
    std::string const* find(std::string_view name) const;

    Fields fields_;
};

// Of a GET, or of a POST without a body, the query; else the body. Error: malformed.
Result<Form> form_of(WebhookRequest const& request);

}  // namespace balie::connectors::sms
