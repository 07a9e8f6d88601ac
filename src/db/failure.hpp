// Why a transaction failed, by SQLSTATE: whose fault it is decides what is done about it (decisions 7).
#pragma once

#include <exception>
#include <string>
#include <string_view>

namespace balie::db {

enum class Blame {
    input,   // 22xxx, 23xxx: what was given; the same again fails again
    race,    // 40001, 40P01, 55P03: run the body again
    nobody,  // 08xxx, 53xxx, 57xxx, 58xxx: the database is away or full; in doubt when it died during COMMIT
    ourselves  // 42xxx and the rest: a defect of ours
};

Blame blame_of(std::string_view sqlstate) noexcept;

class Failure : public std::exception {
public:
    Failure(std::string sqlstate, std::string detail, std::string constraint)
        : sqlstate_(std::move(sqlstate)), detail_(std::move(detail)), constraint_(std::move(constraint)) {}
    char const* what() const noexcept override { return detail_.c_str(); }
    std::string const& sqlstate() const noexcept { return sqlstate_; }
    std::string const& constraint() const noexcept {
        return constraint_;
    }  // empty when the server named none
    Blame blame() const noexcept { return blame_of(sqlstate_); }

private:
    std::string sqlstate_;
    std::string detail_;
    std::string constraint_;
};

}  // namespace balie::db
