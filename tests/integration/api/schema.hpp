// Just enough of JSON Schema to hold answers against the description of the API, and to make a body that fits it.
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace balie::test {

class Schemas {
public:
    explicit Schemas(nlohmann::json description) : description_(std::move(description)) {}

    nlohmann::json const& description() const noexcept { return description_; }

    // What is wrong with a value, with the path to it; empty when it fits. A field that the schema does not name is
    // a fault too, unless it says that more may come: an answer must not hold what nobody described.
    std::vector<std::string> faults(nlohmann::json const& value, nlohmann::json const& schema) const;

    // The smallest value that fits: required fields only.
    nlohmann::json smallest(nlohmann::json const& schema) const;

    nlohmann::json const& resolved(nlohmann::json const& schema) const;

private:
    void look(nlohmann::json const& value, nlohmann::json const& schema, std::string const& path,
              std::vector<std::string>& faults) const;
    void look_into_object(nlohmann::json const& value, nlohmann::json const& schema, std::string const& path,
                          std::vector<std::string>& faults) const;
    void look_at_string(std::string const& text, nlohmann::json const& schema, std::string const& path,
                        std::vector<std::string>& faults) const;
    bool fits_one(nlohmann::json const& value, nlohmann::json const& schemas) const;

    nlohmann::json description_;
};

}  // namespace balie::test
