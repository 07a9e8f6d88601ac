// PNG with a palette, packed in deflate's stored blocks: a picture of nine kilobytes needs no library.
#include "sandbox/portrait.hpp"

#include <boost/crc.hpp>

#include <array>
#include <cstdint>
#include <functional>

namespace balie::sandbox {
namespace {

constexpr auto side = 96;
using Colour = std::array<unsigned char, 3>;
constexpr auto grounds = std::to_array<Colour>(
    {{0xC7, 0xDB, 0xE6}, {0xE6, 0xD9, 0xC2}, {0xD2, 0xE0, 0xC9}, {0xE3, 0xCF, 0xD9}, {0xD3, 0xD0, 0xE8}});
constexpr auto clothes =
    std::to_array<Colour>({{0x2F, 0x4B, 0x66}, {0x7A, 0x3B, 0x3B}, {0x3F, 0x66, 0x4A}, {0x5A, 0x4A, 0x7A}});
constexpr auto faces =
    std::to_array<Colour>({{0xF1, 0xC9, 0xA5}, {0xC6, 0x86, 0x42}, {0x8D, 0x55, 0x24}, {0xE0, 0xAC, 0x69}});
constexpr auto hairs =
    std::to_array<Colour>({{0x3B, 0x24, 0x17}, {0x8A, 0x5A, 0x2B}, {0xD9, 0xB3, 0x6A}, {0x22, 0x22, 0x26}});

std::string number(std::uint32_t value) {
    auto bytes = std::string{};
    for (auto shift = 24; shift >= 0; shift -= 8) {
        bytes += static_cast<char>(static_cast<unsigned char>(value >> static_cast<unsigned>(shift)));
    }
    return bytes;
}

std::string chunk(std::string const& type, std::string const& data) {
    auto sum = boost::crc_32_type{};
    sum.process_bytes(type.data(), type.size());
    sum.process_bytes(data.data(), data.size());
    return number(static_cast<std::uint32_t>(data.size())) + type + data + number(sum.checksum());
}

// RFC 1950 and 1951: one stored block; it holds at most 65,535 bytes.
std::string stored(std::string const& data) {
    constexpr auto base = std::uint32_t{65521};
    auto low = std::uint32_t{1};
    auto high = std::uint32_t{0};
    for (auto const byte : data) {
        low = (low + static_cast<unsigned char>(byte)) % base;
        high = (high + low) % base;
    }
    auto const size = static_cast<std::uint16_t>(data.size());
    auto packed = std::string{"\x78\x01\x01", 3};
    for (auto const half : {size, static_cast<std::uint16_t>(~size)}) {
        packed += static_cast<char>(half & 0xFFU);
        packed += static_cast<char>(half >> 8U);
    }
    return packed + data + number(high << 16U | low);
}

bool is_within(int x, int y, int cx, int cy, int rx, int ry) {
    auto const dx = (x - cx) * ry;
    auto const dy = (y - cy) * rx;
    return dx * dx + dy * dy <= rx * rx * ry * ry;
}

// Head and shoulders; long hair reaches the shoulders.
char colour_at(int x, int y, bool is_long) {
    if (is_within(x, y, 48, 44, 17, 21) && !is_within(x, y, 48, 20, 19, 9)) { return 2; }
    if (is_within(x, y, 48, 36, 22, 22)) { return 3; }
    if (is_long && y > 36 && y < 66 && x > 25 && x < 71) { return 3; }
    if (x > 41 && x < 55 && y > 55 && y < 74) { return 2; }
    return is_within(x, y, 48, 100, 38, 32) ? 1 : 0;
}

}  // namespace

std::string portrait_of(Customer const& customer) {
    auto const die = std::hash<std::string>{}(customer.name);
    auto palette = std::string{};
    auto const add = [&](Colour const& colour) { palette.append(colour.begin(), colour.end()); };
    add(grounds[die % grounds.size()]);
    add(clothes[die / 7 % clothes.size()]);
    add(faces[die / 31 % faces.size()]);
    add(hairs[die / 127 % hairs.size()]);
    auto const is_long = die / 509 % 2 == 0;
    auto lines = std::string{};
    for (auto y = 0; y < side; ++y) {
        lines += '\0';  // no filter
        for (auto x = 0; x < side; ++x) { lines += colour_at(x, y, is_long); }
    }
    auto const head =
        number(side) + number(side) + std::string{"\x08\x03\x00\x00\x00", 5};  // eight bits of a palette
    return std::string{"\x89PNG\r\n\x1a\n"} + chunk("IHDR", head) + chunk("PLTE", palette) +
           chunk("IDAT", stored(lines)) + chunk("IEND", {});
}

MediaFile const& shelved_portrait(MediaShelf& shelf, Customer const& customer) {
    return shelf.add(portrait_of(customer), "image/png", "portrait.png");
}

}  // namespace balie::sandbox
