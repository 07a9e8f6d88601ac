// The statements of src that the store knows, each by a function that does what its SQL says.
#pragma once

#include "simulation/store.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace balie::simulation {

// Parameters as a statement reads them; counted from 1, as in its SQL.
class Params {
public:
    explicit Params(std::span<db::Param const> params) : params_(params) {}

    std::optional<std::string> const& maybe_text(std::size_t place) const {
        return params_[place - 1].text();
    }
    std::string text(std::size_t place) const { return maybe_text(place).value_or(""); }
    Number number(std::size_t place) const;  // NULL: 0
    bool boolean(std::size_t place) const { return text(place) == "t"; }
    std::optional<Time> maybe_time(std::size_t place) const;
    Time time(std::size_t place) const { return *maybe_time(place); }
    std::vector<Number> numbers(std::size_t place) const;
    std::vector<Time> times(std::size_t place) const;
    std::vector<std::string> texts(std::size_t place) const;

private:
    std::span<db::Param const> params_;
};

using Handler = Answer (*)(StoreTransaction&, Params const&);
using Handlers = std::map<std::string_view, Handler>;

// The simulated store is not what the server expects. Nothing that follows means anything, and the server would try again
// for as long as virtual time lasts: the program ends.
[[noreturn]] void give_up(std::string const& why);

void add_outbox(Handlers& handlers);
void add_claims(Handlers& handlers);
void add_attempts(Handlers& handlers);
void add_messages(Handlers& handlers);
void add_journal(Handlers& handlers);
void add_statuses(Handlers& handlers);

// As SQL's raise_statuses. Answers the messages that changed.
struct Told {
    Number inbox = 0;
    std::string external_id, status;
    Number message = 0, attempt = 0;  // our own words that came back; 0: none
};
std::vector<Number> raise_statuses(StoreTransaction& transaction, Number account, std::vector<Told> told);
void hold_external_id(StoreTransaction& transaction, Number account, Number inbox, std::string const& id);

// Values in PostgreSQL's text form.
inline std::string text_of(Number number) { return std::to_string(number); }
inline std::string text_of(bool value) { return value ? "t" : "f"; }
inline std::string text_of(Time time) { return to_rfc3339(time); }
template <class T>
std::optional<std::string> text_of(std::optional<T> const& value) {
    return value ? std::optional{text_of(*value)} : std::nullopt;
}
inline std::optional<std::string> or_null(Number id) {
    return id == 0 ? std::nullopt : std::optional{std::to_string(id)};
}

}  // namespace balie::simulation
