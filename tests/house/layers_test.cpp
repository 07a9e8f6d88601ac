// Stairs only go down: every #include of the house against the table of floors in docs/architecture.md.
#include "house/sources.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <sstream>

namespace balie::house {
namespace {

using Rooms = std::set<std::string>;

// What a room may include besides itself and the contract. `src/app` wires everything and may include all.
std::map<std::string, Rooms> const& floors() {
    static auto const table = std::map<std::string, Rooms>{
        {"base", {}},
        {"domain", {}},
        {"access", {}},
        {"bus", {"db", "access"}},
        {"http", {}},
        {"mail", {"http"}},
        {"wire", {}},
        {"db", {}},
        {"store", {"db", "access"}},
        {"media", {"store", "http", "access", "db"}},
        {"journal", {"store", "wire", "db", "access"}},
        {"desk", {"journal", "store", "wire", "db", "access"}},
        {"routing", {"journal", "store", "wire", "db", "access"}},
        {"ingest", {"journal", "store", "wire", "db", "access", "mail"}},
        {"delivery", {"journal", "store", "wire", "db", "access"}},
        {"identity", {"store", "db", "access"}},
        {"automation", {"desk", "routing", "journal", "store", "wire", "db", "access"}},
        {"sandbox", {"http", "wire"}},
        {"api",
         {"desk", "routing", "ingest", "delivery", "identity", "journal", "media", "store", "db", "http",
          "wire", "bus", "access"}},
        {"client",
         {"api", "ingest", "delivery", "journal", "media", "store", "db", "http", "wire", "access"}},
    };
    return table;
}

// Which parts of the contract (include/balie/...) a part of it may include, and which a room may.
Rooms contract_of(std::string const& room) {
    if (room == "base" || room == "db") { return {"base"}; }
    if (room == "domain") { return {"base", "domain"}; }
    return {"base", "domain", "channel"};
}

// Rooms of src, as `room/file.hpp`; absent for what is no room of ours (a library, a file of the same folder).
std::optional<std::string> room_of(std::string const& target) {
    auto const room = target.substr(0, target.find('/'));
    if (room == "app" || floors().contains(room)) { return room; }
    return std::nullopt;
}

std::optional<std::string> part_of_contract(std::string const& target) {
    if (!target.starts_with("balie/")) { return std::nullopt; }
    auto const rest = target.substr(std::string{"balie/"}.size());
    return rest.substr(0, rest.find('/'));
}

// The folder after the first: src/db/rows.cpp is in "db".
std::string folder_of(Source const& source, std::string const& above) {
    auto const rest = source.path.substr(above.size());
    return rest.substr(0, rest.find('/'));
}

std::string at(Source const& source, Inclusion const& inclusion) {
    auto text = std::ostringstream{};
    text << source.path << ':' << inclusion.line << " includes " << inclusion.target;
    return text.str();
}

TEST(Layers, RoomsIncludeLowerFloorsOnly) {
    for (auto const& source : sources({"src"}, {".cpp", ".hpp"})) {
        auto const room = folder_of(source, "src/");
        if (room == "app") { continue; }
        ASSERT_TRUE(floors().contains(room))
            << source.path << ": a room that the table of floors does not know";
        for (auto const& inclusion : inclusions(source)) {
            auto const other = room_of(inclusion.target);
            if (!other || *other == room) { continue; }
            EXPECT_TRUE(floors().at(room).contains(*other)) << at(source, inclusion);
        }
    }
}

TEST(Layers, RoomsSeeTheirPartOfTheContract) {
    for (auto const& source : sources({"src"}, {".cpp", ".hpp"})) {
        auto const room = folder_of(source, "src/");
        for (auto const& inclusion : inclusions(source)) {
            auto const part = part_of_contract(inclusion.target);
            if (part) { EXPECT_TRUE(contract_of(room).contains(*part)) << at(source, inclusion); }
        }
    }
}

TEST(Layers, TheContractStandsOnItself) {
    for (auto const& source : sources({"include/balie"}, {".hpp"})) {
        auto const part = folder_of(source, "include/balie/");
        for (auto const& inclusion : inclusions(source)) {
            auto const other = part_of_contract(inclusion.target);
            EXPECT_FALSE(!other && room_of(inclusion.target)) << at(source, inclusion);
            if (other) { EXPECT_TRUE(contract_of(part).contains(*other)) << at(source, inclusion); }
        }
    }
}

// The Meta family shares connectors/meta, the SMS platforms connectors/sms, all read JSON with connectors/json and may judge failed calls with
// connectors/platform, and all.cpp lists them.
TEST(Layers, ConnectorsSeeTheContractAndNotEachOther) {
    for (auto const& source : sources({"connectors"}, {".cpp", ".hpp"})) {
        auto const own = folder_of(source, "connectors/");
        for (auto const& inclusion : inclusions(source)) {
            auto const target = inclusion.target;
            EXPECT_FALSE(room_of(target)) << at(source, inclusion);
            if (!target.starts_with("connectors/") || own.starts_with("all.")) { continue; }
            auto const rest = target.substr(std::string{"connectors/"}.size());
            auto const other = rest.substr(0, rest.find('/'));
            auto const is_shared =
                other == "meta" || other == "sms" || other == "json" || other == "platform";
            EXPECT_TRUE(other == own || is_shared) << at(source, inclusion);
        }
    }
}

TEST(Layers, LibrariesStayBehindTheirDoor) {
    auto const doors = std::map<std::string, std::set<std::string>>{{"pqxx/", {"src/db/"}},
                                                                    {"libpq", {"src/db/"}},
                                                                    {"nats/", {"src/bus/"}},
                                                                    {"boost/beast", {"src/http/"}},
                                                                    {"curl/", {"src/http/", "src/mail/"}},
                                                                    {"libetpan/", {"src/mail/"}},
                                                                    {"gmime/", {"connectors/email/"}},
                                                                    {"spdlog/", {"src/base/"}},
                                                                    {"phonenumbers/", {"src/base/"}},
                                                                    {"toml++/", {"src/app/"}},
                                                                    {"CLI/", {"src/app/"}},
                                                                    {"magic.h", {"src/media/"}},
                                                                    {"openssl/", {"src/base/"}},
                                                                    {"prometheus/", {"src/app/"}}};
    for (auto const& source : sources({"include", "src", "connectors"}, {".cpp", ".hpp"})) {
        for (auto const& inclusion : inclusions(source)) {
            for (auto const& [library, folders] : doors) {
                if (!inclusion.target.starts_with(library)) { continue; }
                auto const is_at_home =
                    std::ranges::any_of(folders, [&](auto const& folder) { return is_in(source, folder); });
                EXPECT_TRUE(is_at_home)
                    << at(source, inclusion) << ", which belongs into " << *folders.begin();
            }
        }
    }
}

}  // namespace
}  // namespace balie::house
