// What customers do on their phones, and what happens there when the desk writes.
#pragma once

#include "sandbox/changes.hpp"
#include "sandbox/customer.hpp"
#include "sandbox/desk_message.hpp"
#include "sandbox/manners.hpp"
#include "sandbox/media_shelf.hpp"
#include "sandbox/sandbox.hpp"
#include "sandbox/webhook_pump.hpp"

#include <balie/base/task.hpp>

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <string>
#include <string_view>

namespace balie::sandbox {

class Phones {
public:
    Phones(boost::asio::any_io_executor executor, Options const& options, Manners const& manners,
           MediaShelf const& media, WebhookPump& pump, Changes& changes)
        : executor_(std::move(executor)),
          options_(options),
          manners_(manners),
          media_(media),
          pump_(pump),
          changes_(changes) {}

    Customers& customers() noexcept { return customers_; }
    Customers const& customers() const noexcept { return customers_; }

    // The customer's doings. False: there is no such message, or it cannot be done to it.
    bool say(Customer& customer, Entry entry);
    bool react(Customer& customer, std::string_view message_id, std::string const& emoji);
    bool press(Customer& customer, std::string_view message_id, std::size_t button);
    bool edit(Customer& customer, std::string_view message_id, std::string text);
    bool revoke(Customer& customer, std::string_view message_id);
    bool change_number(Customer& customer, std::string const& phone);

    // The desk's doings.
    void arrive(DeskMessage message);
    bool take_read_mark(std::string_view message_id);
    bool show_typing(std::string_view message_id);

    // All phones are on again: what waited is delivered now.
    void switched_on();

private:
    Task<void> fare(std::string customer_id, Entry entry);
    Task<void> deliver(std::string customer_id, Entry entry);
    Task<void> fail(std::string recipient, Entry entry, int code);
    Task<void> pause(std::chrono::milliseconds time);
    void report(std::string const& customer_id, Entry const& entry, std::string_view status, int code);
    bool is_window_open(Customer const& customer) const;
    void spawn(Task<void> task);

    boost::asio::any_io_executor executor_;
    Options const& options_;
    Manners const& manners_;
    MediaShelf const& media_;
    WebhookPump& pump_;
    Changes& changes_;
    Customers customers_;
};

}  // namespace balie::sandbox
