// Structured log lines, "event key=value ...", without contents or secrets.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace balie::log {

enum class Level { debug, info, warn, error };

// A field of a line. Texts are escaped to one line; give ids, codes and counts, never a customer's words.
struct Field {
    std::string_view name;
    std::string value;

    Field(std::string_view name_, std::string_view value_) : name(name_), value(value_) {}
    Field(std::string_view name_, char const* value_) : name(name_), value(value_) {}
    Field(std::string_view name_, std::string value_) : name(name_), value(std::move(value_)) {}
    Field(std::string_view name_, std::int64_t value_) : name(name_), value(std::to_string(value_)) {}
};

void set_level(Level level);
std::string_view to_string(Level level) noexcept;

void debug(std::string_view event, std::initializer_list<Field> fields = {});
void info(std::string_view event, std::initializer_list<Field> fields = {});
void warn(std::string_view event, std::initializer_list<Field> fields = {});
void error(std::string_view event, std::initializer_list<Field> fields = {});

}  // namespace balie::log
