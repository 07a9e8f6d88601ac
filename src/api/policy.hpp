// Who may call a route, and what is checked before its handler runs. The one table of rights is made of these rows.
#pragma once

#include "http/server.hpp"

#include <balie/domain/words.hpp>

#include <initializer_list>
#include <optional>

namespace balie::api {

// A set of roles.
class Roles {
public:
    constexpr Roles(std::initializer_list<Role> roles) {
        for (auto const role : roles) { bits_ |= bit(role); }
    }
    constexpr bool hold(Role role) const noexcept { return (bits_ & bit(role)) != 0; }

private:
    static constexpr unsigned bit(Role role) noexcept { return 1U << static_cast<unsigned>(role); }
    unsigned bits_ = 0;
};

inline constexpr auto every_role = Roles{Role::admin, Role::lead, Role::agent, Role::auditor};
inline constexpr auto desk_roles =
    Roles{Role::admin, Role::lead, Role::agent};  // whoever may change a conversation
inline constexpr auto lead_roles = Roles{Role::admin, Role::lead};
inline constexpr auto overview_roles =
    Roles{Role::admin, Role::lead, Role::auditor};                      // whoever sees all, but no secrets
inline constexpr auto audit_roles = Roles{Role::admin, Role::auditor};  // whoever asks who did what
inline constexpr auto admin_roles = Roles{Role::admin};

// The five faces of the server. They differ in what is checked and in the headers of their answers.
enum class Surface {
    api,      // /api/v1: host, rights, origin of cookies, no-store
    page,     // what a browser shows: host, content security policy
    webhook,  // called by platforms under any host; the signature is the right
    client,   // called by pages of other sites and by apps: host; origin and token are the room's own matter
    probe,    // health and metrics, asked by machines under any host
};

// A row. There is no default one: whoever adds a route says who may call it.
class Policy {
public:
    // Nobody is asked who they are. `changes` is for the log-in, which needs the page's Origin like any change.
    static constexpr Policy open(Surface surface) { return Policy{surface, std::nullopt, false}; }
    static constexpr Policy open_change(Surface surface) { return Policy{surface, std::nullopt, true}; }
    // Reading changes nothing; changing asks a cookie's request for the page's Origin, and takes Idempotency-Key.
    static constexpr Policy read(Roles roles) { return Policy{Surface::api, roles, false}; }
    static constexpr Policy change(Roles roles) { return Policy{Surface::api, roles, true}; }

    // The body may be larger than usual, or is to be written to a file.
    constexpr Policy with_body(std::size_t bytes_max) const {
        auto changed = *this;
        changed.body_.bytes_max = bytes_max;
        return changed;
    }
    constexpr Policy with_body_in_file(std::size_t bytes_max) const {
        auto changed = with_body(bytes_max);
        changed.body_.to_file = true;
        return changed;
    }
    // The answer holds a secret and is kept nowhere, not even for Idempotency-Key.
    constexpr Policy without_idempotency() const {
        auto changed = *this;
        changed.is_idempotent_ = false;
        return changed;
    }
    // Only a person in a browser may do it; a token may not make itself another.
    constexpr Policy for_sessions_only() const {
        auto changed = *this;
        changed.sessions_only_ = true;
        return changed;
    }

    constexpr Surface surface() const noexcept { return surface_; }
    constexpr std::optional<Roles> const& roles() const noexcept { return roles_; }
    constexpr bool is_open() const noexcept { return !roles_; }
    constexpr bool changes() const noexcept { return changes_; }
    constexpr bool sessions_only() const noexcept { return sessions_only_; }
    // Whether two files are the same cannot be told before both are read: uploads take no key.
    constexpr bool takes_idempotency_key() const noexcept {
        return changes_ && roles_ && is_idempotent_ && !body_.to_file;
    }
    constexpr http::BodyLimit const& body() const noexcept { return body_; }

private:
    constexpr Policy(Surface surface, std::optional<Roles> roles, bool changes)
        : surface_(surface), roles_(roles), changes_(changes) {}

    Surface surface_;
    std::optional<Roles> roles_;
    bool changes_;
    bool sessions_only_ = false;
    bool is_idempotent_ = true;
    http::BodyLimit body_{};
};

}  // namespace balie::api
