// Lines in logfmt on standard error, one per event; spdlog stays behind this file.
#include <balie/base/log.hpp>
#include <balie/base/text.hpp>

#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <memory>

namespace balie::log {
namespace {

std::shared_ptr<spdlog::logger> make_logger() {
    auto made = std::make_shared<spdlog::logger>("balie", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_formatter(std::make_unique<spdlog::pattern_formatter>("time=%Y-%m-%dT%H:%M:%S.%eZ level=%l %v",
                                                                    spdlog::pattern_time_type::utc));
    made->set_level(spdlog::level::info);
    made->flush_on(spdlog::level::info);
    return made;
}

// The process has one standard error; the logger is kept for ever, because threads may log while the program ends.
spdlog::logger& logger() {
    static auto const& kept = *new std::shared_ptr<spdlog::logger>(make_logger());
    return *kept;
}

spdlog::level::level_enum native(Level level) noexcept {
    switch (level) {
        case Level::debug:
            return spdlog::level::debug;
        case Level::info:
            return spdlog::level::info;
        case Level::warn:
            return spdlog::level::warn;
        case Level::error:
            return spdlog::level::err;
    }
    return spdlog::level::info;
}

// A plain word stands as it is; everything else is quoted, so that a value can never look like another field.
bool is_plain(std::string_view text) noexcept {
    return !text.empty() && text.find_first_of(" =\"\\") == std::string_view::npos;
}

void append_value(std::string& line, std::string_view value) {
    auto const text = printable(value);
    if (is_plain(text)) {
        line += text;
        return;
    }
    line += '"';
    for (auto const letter : text) {
        if (letter == '"' || letter == '\\') { line += '\\'; }
        line += letter;
    }
    line += '"';
}

void write(Level level, std::string_view event, std::initializer_list<Field> fields) {
    auto& target = logger();
    if (!target.should_log(native(level))) { return; }
    auto line = std::string{"event="};
    append_value(line, event);
    for (auto const& field : fields) {
        line += ' ';
        line += field.name;
        line += '=';
        append_value(line, field.value);
    }
    target.log(native(level), spdlog::string_view_t{line.data(), line.size()});
}

}  // namespace

void set_level(Level level) { logger().set_level(native(level)); }

std::string_view to_string(Level level) noexcept {
    switch (level) {
        case Level::debug:
            return "debug";
        case Level::info:
            return "info";
        case Level::warn:
            return "warn";
        case Level::error:
            return "error";
    }
    return "info";
}

void debug(std::string_view event, std::initializer_list<Field> fields) {
    write(Level::debug, event, fields);
}
void info(std::string_view event, std::initializer_list<Field> fields) { write(Level::info, event, fields); }
void warn(std::string_view event, std::initializer_list<Field> fields) { write(Level::warn, event, fields); }
void error(std::string_view event, std::initializer_list<Field> fields) {
    write(Level::error, event, fields);
}

}  // namespace balie::log
