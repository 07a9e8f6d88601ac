#include "desk/mail_copies.hpp"

#include "store/mail_threads.hpp"

#include <balie/base/email_address.hpp>
#include <balie/base/text.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace balie::desk {
namespace {

using nlohmann::json;
using store::mail_threads::Named;

Error refused(std::string detail, std::string reason) {
    return {ErrorCode::unprocessable, std::move(detail), std::move(reason), "cc"};
}

json address_json(Named const& one) {
    auto object = json{{"address", one.address}};
    if (!one.name.empty()) { object["name"] = one.name; }
    return object;
}

Result<json> chosen(std::vector<Named> const& people, std::vector<std::string> const& wanted) {
    auto list = json::array();
    auto seen = std::set<std::string>{};
    for (auto const& each : wanted) {
        auto const address = email_key(each);
        auto const found = std::ranges::find(people, address, &Named::address);
        if (found == people.end()) {
            return refused("only who is named in this conversation gets a copy", "not_of_the_thread");
        }
        if (!is_email_address(address)) { return refused("this is no e-mail address", "ill_typed"); }
        if (!found->is_reached && seen.insert(address).second) { list.push_back(address_json(*found)); }
    }
    return list;
}

}  // namespace

Result<std::string> mail_content(db::Transaction& transaction, AccountId account,
                                 store::conversations::Standing const& standing, Reply const& reply) {
    auto object = json::object();
    if (!reply.subject.empty()) { object["subject"] = reply.subject; }
    if (!reply.cc.empty()) {
        auto const people =
            store::mail_threads::people(transaction, account, standing.id, standing.identity_id);
        auto copies = chosen(people, reply.cc);
        if (!copies) { return copies.error(); }
        if (!copies->empty()) { object["cc"] = std::move(*copies); }
    }
    return object.empty() ? std::string{} : json{{"email", std::move(object)}}.dump();
}

}  // namespace balie::desk
