// Reads an object that a program of the organisation wrote, strictly: every member known, each of its type. The first
// fault is kept with the path of its member, so that whoever wrote it finds the place.
#pragma once

#include <balie/base/time.hpp>
#include <connectors/json/document.hpp>

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace balie::connectors::api {

class ObjectReader {
public:
    ObjectReader(json::Object const& object, std::string path) : object_(&object), path_(std::move(path)) {}

    std::string required_text(std::string_view name, std::size_t bytes_max);
    std::string text(std::string_view name, std::size_t bytes_max);  // empty when absent
    std::optional<Time> time(std::string_view name);
    std::optional<bool> boolean(std::string_view name);
    json::Object const* object(std::string_view name);
    json::Array const* array(std::string_view name, std::size_t count_max);

    void fault(std::string_view name, std::string_view why);
    void take_fault_of(ObjectReader& inner);
    std::string path_of(std::string_view name) const;

    // "path: why", of the first fault or of a member that nobody asked for; empty when all is well.
    std::string end();

private:
    json::Value const* take(std::string_view name);

    json::Object const* object_;
    std::string path_;
    std::set<std::string_view> taken_;
    std::string fault_;
};

}  // namespace balie::connectors::api
