// One inbox of the desk as its platform knows it: its address and keys there, the private threads of the customers,
// and the public posts.
#pragma once

#include "sandbox/customer.hpp"
#include "sandbox/manners.hpp"
#include "sandbox/media_shelf.hpp"
#include "sandbox/thread.hpp"

#include <balie/domain/words.hpp>

#include <functional>
#include <list>
#include <map>
#include <string>
#include <string_view>

namespace balie::sandbox {

struct LineOptions {
    Channel channel = Channel::whatsapp;
    std::string business;      // the name that customers see
    std::string handle;        // its number or account there, as customers see it
    std::string webhook_path;  // "/webhooks/whatsapp/7"
    std::map<std::string, std::string, std::less<>> settings;  // the inbox's own: ids and secrets
};

// Where servers are, as the platforms know them.
struct Addresses {
    std::string base_url;    // of this server, "http://127.0.0.1:8080"
    std::string public_url;  // the same as the desk believes to be called: platforms sign it
};

// What a message id stands for.
struct Found {
    Customer* customer = nullptr;  // who wrote it, or whose private thread it is in
    Thread* thread = nullptr;
    Post* post = nullptr;  // absent: a private one
    Entry* entry = nullptr;
};

class Line {
public:
    // All three outlive the line.
    Line(LineOptions options, Addresses const& addresses, Customers& customers, MediaShelf& media)
        : options_(std::move(options)), addresses_(addresses), customers_(customers), media_(media) {}

    Channel channel() const noexcept { return options_.channel; }
    LineOptions const& options() const noexcept { return options_; }
    Addresses const& addresses() const noexcept { return addresses_; }
    Customers& customers() const noexcept { return customers_; }
    MediaShelf& media() const noexcept { return media_; }
    std::string const& setting(std::string_view name) const;  // empty when absent

    Thread& thread_of(Customer const& customer) { return threads_[customer.id]; }
    std::map<std::string, Thread>& threads() noexcept { return threads_; }
    std::list<Post>& posts() noexcept { return posts_; }
    Post* find_post(std::string_view id) noexcept;
    Post& add_post(Entry root);  // the oldest gives way
    Found find(std::string_view message_id) noexcept;

    // What is not here is looked for there: one page's posts and private threads are two lines.
    void shares_posts_of(Line& other) noexcept { posts_at_ = &other; }

    // The customer wrote within a day, and the phone is not a day ahead.
    bool is_window_open(Customer const& customer);
    // A read mark covers what came before it too.
    bool take_read_mark(std::string_view message_id);
    bool show_typing(Customer const& customer);

    Manners manners;

private:
    LineOptions options_;
    Addresses const& addresses_;
    Customers& customers_;
    MediaShelf& media_;
    std::map<std::string, Thread> threads_;  // by customer
    std::list<Post> posts_;                  // the newest last
    Line* posts_at_ = nullptr;
};

Time now();

}  // namespace balie::sandbox
