// A piece of work with a stack of its own, so that a transaction's body can stop between two statements.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>

namespace balie::simulation {

class Fiber {
public:
    explicit Fiber(std::function<void()> body);
    ~Fiber();  // unwinds a body that has not ended: its process died
    Fiber(Fiber const&) = delete;
    Fiber& operator=(Fiber const&) = delete;

    void resume();  // until it suspends or ends
    bool is_over() const noexcept { return is_over_; }

    static Fiber* running() noexcept;
    void suspend();  // by the body; does not return when the fiber is unwound

    void* local = nullptr;   // what the body works with
    std::size_t ticket = 0;  // of the wait that it is in; a wake-up with another number is too late

private:
    struct Context;
    struct Gone {};
    static void enter(unsigned high, unsigned low);
    void switch_to_body();
    void switch_to_caller();

    std::function<void()> body_;
    std::unique_ptr<Context> context_;
    Fiber* outer_ = nullptr;
    bool is_begun_ = false;
    bool is_over_ = false;
    bool is_unwound_ = false;
};

}  // namespace balie::simulation
