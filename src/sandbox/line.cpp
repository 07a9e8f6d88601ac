#include "sandbox/line.hpp"

#include <algorithm>
#include <chrono>

namespace balie::sandbox {
namespace {

constexpr auto posts_max = std::size_t{40};
constexpr auto window = std::chrono::hours{24};
constexpr auto typing_time = std::chrono::seconds{25};

}  // namespace

std::string const& Line::setting(std::string_view name) const {
    static auto const nothing = std::string{};
    auto const found = options_.settings.find(name);
    return found == options_.settings.end() ? nothing : found->second;
}

Post* Line::find_post(std::string_view id) noexcept {
    auto const found =
        std::find_if(posts_.begin(), posts_.end(), [&](Post const& post) { return post.root.id == id; });
    return found == posts_.end() ? nullptr : &*found;
}

Post& Line::add_post(Entry root) {
    posts_.push_back(Post{std::move(root), {}});
    if (posts_.size() <= posts_max) { return posts_.back(); }
    auto const oldest = std::find_if(posts_.begin(), posts_.end(),
                                     [](Post const& post) { return post.root.author == Author::customer; });
    // The business's own stay: they are few, and customers comment on them.
    if (oldest != posts_.end() && &*oldest != &posts_.back()) { posts_.erase(oldest); }
    return posts_.back();
}

Found Line::find(std::string_view message_id) noexcept {
    for (auto& [customer, thread] : threads_) {
        auto* const entry = thread.find(message_id);
        if (entry != nullptr) { return {customers_.find(customer), &thread, nullptr, entry}; }
    }
    for (auto& post : posts_) {
        auto* const entry = post.find(message_id);
        if (entry != nullptr) { return {customers_.find(entry->author_id), &post.comments, &post, entry}; }
    }
    return posts_at_ == nullptr ? Found{} : posts_at_->find(message_id);
}

bool Line::is_window_open(Customer const& customer) {
    auto const* const last = thread_of(customer).last_of(Author::customer);
    return last != nullptr && !manners.is_a_day_later && now() - last->at < window;
}

bool Line::take_read_mark(std::string_view message_id) {
    auto const found = find(message_id);
    if (found.entry == nullptr || found.post != nullptr) { return false; }
    for (auto& entry : found.thread->entries) {
        if (entry.author == Author::customer) { entry.status = "read"; }
        if (entry.id == message_id) { break; }
    }
    return true;
}

bool Line::show_typing(Customer const& customer) {
    thread_of(customer).typing_until = now() + typing_time;
    return true;
}

Time now() {
    return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
}

}  // namespace balie::sandbox
