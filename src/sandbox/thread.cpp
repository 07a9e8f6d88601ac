#include "sandbox/thread.hpp"

#include <algorithm>

namespace balie::sandbox {
namespace {

constexpr auto entries_max = std::size_t{200};

}  // namespace

Entry* Thread::find(std::string_view message_id) noexcept {
    auto const found = std::find_if(entries.begin(), entries.end(),
                                    [&](Entry const& entry) { return entry.id == message_id; });
    return found == entries.end() ? nullptr : &*found;
}

Entry const* Thread::last_of(Author author) const noexcept {
    auto const found = std::find_if(entries.rbegin(), entries.rend(),
                                    [&](Entry const& entry) { return entry.author == author; });
    return found == entries.rend() ? nullptr : &*found;
}

void Thread::add(Entry entry) {
    entries.push_back(std::move(entry));
    if (entries.size() > entries_max) { entries.pop_front(); }
}

Entry* Post::find(std::string_view message_id) noexcept {
    return root.id == message_id ? &root : comments.find(message_id);
}

}  // namespace balie::sandbox
