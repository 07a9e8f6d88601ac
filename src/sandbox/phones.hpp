// What customers do on one platform, and what happens there when the desk writes.
#pragma once

#include "sandbox/changes.hpp"
#include "sandbox/platform.hpp"
#include "sandbox/webhook_pump.hpp"

#include <balie/base/task.hpp>

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <string>
#include <string_view>

namespace balie::sandbox {

class Phones {
public:
    // All outlive it.
    Phones(boost::asio::any_io_executor executor, Line& line, Platform& platform, WebhookPump& pump,
           Changes& changes)
        : executor_(std::move(executor)), line_(line), platform_(platform), pump_(pump), changes_(changes) {}

    // The customer's doings: in private, or under a post. False: there is no such message, or it cannot be done to it.
    bool say(Customer const& customer, Entry entry, Post* post = nullptr);
    bool begin_post(Customer const& customer, Entry entry);
    bool react(Customer const& customer, std::string_view message_id, std::string const& emoji);
    bool press(Customer const& customer, std::string_view message_id, std::size_t button);
    bool edit(Customer const& customer, std::string_view message_id, std::string text);
    bool revoke(Customer const& customer, std::string_view message_id);
    bool change_number(Customer& customer, std::string const& phone);

    // The desk's doings.
    void arrive(DeskMessage message);
    // The same from another platform: nobody is told how it fares.
    void arrive_silently(DeskMessage message);

    // The phones are on again: what waited is delivered now.
    void switched_on();

private:
    Found own(Customer const& customer, std::string_view message_id);
    bool may_say(Customer const& customer, Entry const& entry, Post* post);
    Entry prepared(Customer const& customer, Entry entry, std::string id) const;
    void take(DeskMessage& message);
    Task<void> fare(std::string customer_id, Entry entry);
    Task<void> deliver(std::string customer_id, Entry entry);
    Task<void> fail(DeskMessage message);
    Task<void> pause(std::chrono::milliseconds time);
    void report(std::string const& customer_id, Entry const& entry, std::string_view status);
    void tell(Platform::Told told);
    void spawn(Task<void> task);

    boost::asio::any_io_executor executor_;
    Line& line_;
    Platform& platform_;
    WebhookPump& pump_;
    Changes& changes_;
};

}  // namespace balie::sandbox
