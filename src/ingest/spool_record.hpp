// One webhook as bytes of the spool: a mark, the length, a checksum (CRC-32C), and the webhook as CBOR.
#pragma once

#include "ingest/webhook.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace balie::ingest {

std::string to_record(Webhook const& webhook);

// A whole record and how many bytes it takes.
struct SpoolRecord {
    Webhook webhook;
    std::size_t bytes = 0;
};

// The record at the beginning of the bytes; absent when there is no whole one there, or its checksum does not hold.
std::optional<SpoolRecord> record_at(std::string_view bytes);

// Where the next whole record begins after damage; npos: nowhere.
std::size_t next_record(std::string_view bytes);

}  // namespace balie::ingest
