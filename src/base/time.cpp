// RFC 3339 by hand: libstdc++ 12 has the calendar of C++20 but neither its formatting nor its parsing.
#include <balie/base/time.hpp>

#include <array>
#include <charconv>
#include <cstdio>

namespace balie {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::seconds;

// Reads a text from its front; once something is missing, all that follows fails too.
class Reader {
public:
    explicit Reader(std::string_view text) : rest_(text) {}

    // Exactly `count` decimal digits.
    int number(std::size_t count) {
        auto value = 0;
        auto const digits = rest_.substr(0, count);
        auto const [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (digits.size() != count || fault != std::errc{} || end != digits.data() + count ||
            digits.front() == '-') {
            ok_ = false;
            return 0;
        }
        rest_.remove_prefix(count);
        return value;
    }

    bool take(std::string_view any_of) {
        if (rest_.empty() || any_of.find(rest_.front()) == std::string_view::npos) { return false; }
        rest_.remove_prefix(1);
        return true;
    }

    void need(std::string_view any_of) {
        if (!take(any_of)) { ok_ = false; }
    }

    bool is_at_digit() const { return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; }
    char front() const { return rest_.empty() ? '\0' : rest_.front(); }
    void fail() { ok_ = false; }
    bool ok() const { return ok_; }
    bool at_end() const { return rest_.empty(); }

private:
    std::string_view rest_;
    bool ok_ = true;
};

// Digits beyond a microsecond are read and dropped.
microseconds fraction(Reader& reader) {
    if (!reader.take(".,")) { return {}; }
    if (!reader.is_at_digit()) { reader.fail(); }
    auto value = 0;
    auto unit = 100'000;
    for (; reader.ok() && reader.is_at_digit(); unit /= 10) { value += reader.number(1) * unit; }
    return microseconds{value};
}

// "Z", "+01:00", and PostgreSQL's "+01" and "+01:00:30".
seconds offset(Reader& reader) {
    if (reader.take("Zz")) { return {}; }
    auto const sign = reader.front() == '-' ? -1 : 1;
    reader.need("+-");
    auto total = seconds{hours{reader.number(2)}};
    if (reader.take(":") || reader.is_at_digit()) { total += minutes{reader.number(2)}; }
    if (reader.take(":")) { total += seconds{reader.number(2)}; }
    if (total > hours{24}) { reader.fail(); }
    return sign * total;
}

std::optional<Time> date(Reader& reader) {
    auto const year = reader.number(4);
    reader.need("-");
    auto const month = reader.number(2);
    reader.need("-");
    auto const day = reader.number(2);
    auto const date =
        std::chrono::year_month_day{std::chrono::year{year}, std::chrono::month(static_cast<unsigned>(month)),
                                    std::chrono::day(static_cast<unsigned>(day))};
    if (!reader.ok() || !date.ok()) { return std::nullopt; }
    return Time{std::chrono::sys_days{date}};
}

}  // namespace

std::string to_rfc3339(Time at) {
    auto const midnight = std::chrono::floor<days>(at);
    auto const date = std::chrono::year_month_day{midnight};
    auto const clock = std::chrono::hh_mm_ss<microseconds>{at - midnight};
    auto text = std::array<char, 48>{};
    auto length =
        std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d",
                      static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                      static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                      static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
    auto const rest = static_cast<int>(clock.subseconds().count());
    if (rest != 0) {
        auto const from = static_cast<std::size_t>(length);
        length += std::snprintf(text.data() + from, text.size() - from, ".%06d", rest);
    }
    return std::string(text.data(), static_cast<std::size_t>(length)) + 'Z';
}

std::optional<Time> parse_time(std::string_view text) {
    auto reader = Reader{text};
    auto at = date(reader);
    if (!at) { return std::nullopt; }
    reader.need("Tt ");
    auto const hour = reader.number(2);
    reader.need(":");
    auto const minute = reader.number(2);
    reader.need(":");
    auto const second = reader.number(2);
    auto const part = fraction(reader);
    auto const east = offset(reader);
    // A leap second, 60, is the first of the next minute.
    if (!reader.ok() || !reader.at_end() || hour > 23 || minute > 59 || second > 60) { return std::nullopt; }
    return *at + hours{hour} + minutes{minute} + seconds{second} + part - east;
}

}  // namespace balie
