// An account: the organisation whose desk this is. Everything else belongs to one.
#pragma once

#include <balie/domain/ids.hpp>

#include <chrono>
#include <cstdint>
#include <string>

namespace balie {

struct Account {
    AccountId id;
    std::string name;
    bool demo = false;                   // made by `serve --demo`; lives on loopback alone
    std::string locale = "nl";           // nl or en
    std::string default_country = "NL";  // of phone numbers in national spelling
    std::string agents_see = "inbox";    // the word of access::AgentsSee
    bool has_context_card = false;       // another system is asked what it knows of a customer
    bool push_shows_text = false;        // pushes to browsers hold customers' names and words
    std::chrono::hours reopen_within{7 * 24};
    std::chrono::seconds session_idle{30 * 60};
    std::chrono::seconds session_absolute{12 * 60 * 60};
    std::int64_t version = 1;
};

}  // namespace balie
