// ucontext, with what AddressSanitizer must be told of a stack that is changed.
#include "simulation/fiber.hpp"

#include <ucontext.h>

#include <cstdint>
#include <vector>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/common_interface_defs.h>
#endif

namespace balie::simulation {
namespace {

constexpr auto stack_bytes = std::size_t{512} * 1024;

using Stack = std::unique_ptr<char[]>;

std::vector<Stack>& spare_stacks() {
    static auto stacks = std::vector<Stack>{};
    return stacks;
}

Stack take_stack() {
    auto& spare = spare_stacks();
    if (spare.empty()) { return Stack{new char[stack_bytes]}; }
    auto stack = std::move(spare.back());
    spare.pop_back();
    return stack;
}

Fiber* running_fiber = nullptr;

}  // namespace

struct Fiber::Context {
    ucontext_t body = {};
    ucontext_t caller = {};
    Stack stack = take_stack();
    void* caller_fake = nullptr;
    void* body_fake = nullptr;
    void const* caller_bottom = nullptr;
    std::size_t caller_size = 0;
};

Fiber::Fiber(std::function<void()> body) : body_(std::move(body)), context_(std::make_unique<Context>()) {
    getcontext(&context_->body);
    context_->body.uc_stack.ss_sp = context_->stack.get();
    context_->body.uc_stack.ss_size = stack_bytes;
    context_->body.uc_link = nullptr;
    auto const self = reinterpret_cast<std::uintptr_t>(this);
    makecontext(&context_->body, reinterpret_cast<void (*)()>(&Fiber::enter), 2,
                static_cast<unsigned>(self >> 32U), static_cast<unsigned>(self & 0xFFFFFFFFU));
}

Fiber::~Fiber() {
    if (is_begun_ && !is_over_) {
        is_unwound_ = true;
        switch_to_body();
    }
    spare_stacks().push_back(std::move(context_->stack));
}

Fiber* Fiber::running() noexcept { return running_fiber; }

void Fiber::resume() {
    is_begun_ = true;
    switch_to_body();
}

void Fiber::suspend() {
    switch_to_caller();
    if (is_unwound_) { throw Gone{}; }
}

void Fiber::enter(unsigned high, unsigned low) {
    auto* const self = reinterpret_cast<Fiber*>((std::uintptr_t{high} << 32U) | low);
#if defined(__SANITIZE_ADDRESS__)
    __sanitizer_finish_switch_fiber(nullptr, &self->context_->caller_bottom, &self->context_->caller_size);
#endif
    try {
        self->body_();
    } catch (Gone const&) {}
    self->body_ = {};
    self->is_over_ = true;
    self->switch_to_caller();
}

void Fiber::switch_to_body() {
    outer_ = running_fiber;
    running_fiber = this;
#if defined(__SANITIZE_ADDRESS__)
    __sanitizer_start_switch_fiber(&context_->caller_fake, context_->stack.get(), stack_bytes);
#endif
    swapcontext(&context_->caller, &context_->body);
#if defined(__SANITIZE_ADDRESS__)
    __sanitizer_finish_switch_fiber(context_->caller_fake, nullptr, nullptr);
#endif
    running_fiber = outer_;
}

void Fiber::switch_to_caller() {
#if defined(__SANITIZE_ADDRESS__)
    // A body that has ended gives its fake stack back.
    __sanitizer_start_switch_fiber(is_over_ ? nullptr : &context_->body_fake, context_->caller_bottom,
                                   context_->caller_size);
#endif
    swapcontext(&context_->body, &context_->caller);
#if defined(__SANITIZE_ADDRESS__)
    __sanitizer_finish_switch_fiber(context_->body_fake, &context_->caller_bottom, &context_->caller_size);
#endif
}

}  // namespace balie::simulation
