// One connection: reads requests, asks the application, writes responses, one after another.
#pragma once

#include "http/file.hpp"
#include "http/request_head.hpp"
#include "http/service.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace balie::http {

// The body of an upload on its way to disk; the file is gone when this is.
class Upload {
public:
    Upload(FileThreads& files, std::filesystem::path path, File file)
        : files_(files), path_(std::move(path)), file_(std::make_shared<File>(std::move(file))) {}
    Upload(Upload const&) = delete;
    Upload& operator=(Upload const&) = delete;
    ~Upload();

    std::filesystem::path const& path() const noexcept { return path_; }
    Task<bool> append(std::string bytes);  // false: the disk is full or failing

private:
    FileThreads& files_;
    std::filesystem::path path_;
    std::shared_ptr<File const> file_;  // shared with the piece of work that writes
};

// Lives in the frame of `serve`. Every reading function answers `proceed`, `gone`, `unwanted` or the status
// of a refusal.
class Connection {
public:
    Connection(std::shared_ptr<Service> service, Socket socket, boost::asio::ip::address address);
    Connection(Connection const&) = delete;
    Connection& operator=(Connection const&) = delete;
    ~Connection();

    Task<void> run();

private:
    static constexpr auto proceed = 0;
    static constexpr auto gone = -1;
    static constexpr auto unwanted = -2;  // a body that is left unread: the answer is the last one

    // connection_read.cpp
    Task<int> read_head();
    int take_head();
    Task<int> read_body();
    Task<int> continue_if_asked();
    Task<int> read_sized(std::uint64_t length);
    Task<int> read_sized_to_file(std::uint64_t length);
    Task<int> read_chunked(std::size_t bytes_max);
    Task<int> open_upload();
    Task<int> flush_chunks();
    Task<std::size_t> read_some(char* into, std::size_t count);  // 0: end, failure or deadline
    Task<std::size_t> refill();
    void progressed(std::size_t bytes);

    // connection.cpp
    Task<bool> answer();  // true: the connection goes on
    Task<Response> handled(Request request);
    Task<bool> upgrade(Request request);
    Task<bool> send(Response response);
    Task<std::shared_ptr<File const>> open_file(FileBody const& body);
    Task<bool> send_file(std::shared_ptr<File const> file, FileBody const& body);
    Task<bool> write(std::string_view first, std::string_view second = {});
    Task<void> refuse(int status);
    Task<void> linger();
    std::string peer(Request const& request) const;

    std::string_view unread() const noexcept { return {buffer_.data() + begin_, end_ - begin_}; }
    void wait_until(std::chrono::seconds from_now);
    void wait_for_ever() noexcept { open_->deadline = Deadline::max(); }

    std::shared_ptr<Service> service_;
    std::list<OpenConnection>::iterator open_;
    std::vector<char> buffer_;  // bytes [begin_, end_) are received and not yet taken
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    std::size_t unrewarded_bytes_ = 0;  // received since the body's deadline was last moved
    bool is_first_request_ = true;
    bool is_last_request_ = false;
    std::string head_;  // of the response; its memory is reused
    std::optional<RequestParser> parser_;
    std::unique_ptr<Upload> upload_;
};

}  // namespace balie::http
