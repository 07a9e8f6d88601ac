// Neither way is the table ever in memory as a whole: a request's body lies on disk before it is read, an answer before
// it is sent.
#include "api/contact_file_routes.hpp"

#include "api/json_response.hpp"
#include "api/query.hpp"
#include "store/accounts.hpp"
#include "store/audit.hpp"

#include <balie/base/text.hpp>

#include <nlohmann/json.hpp>

#include <fstream>
#include <system_error>
#include <utility>

namespace balie::api {
namespace {

namespace imports = store::contact_imports;
using nlohmann::json;

constexpr auto body_bytes_max = std::size_t{20} << 20U;
constexpr auto rows_max = std::int64_t{50'000};
constexpr auto batch_rows = std::size_t{200};
constexpr auto page_rows = std::int64_t{1'000};

// A table that is being read; on a file thread or in nobody's hands.
struct Reading {
    std::ifstream bytes;
    desk::CsvReader records;
    desk::ContactTable table = {};

    explicit Reading(std::filesystem::path const& file) : bytes(file, std::ios::binary), records(bytes) {}
};

struct Batch {
    std::vector<desk::ContactRow> rows;
    desk::ImportTally tally = {};  // of those that no contact can be made of
    bool is_last = false;
};

Result<std::shared_ptr<Reading>> open_table(std::filesystem::path const& file, std::string country) {
    auto reading = std::make_shared<Reading>(file);
    auto const header = reading->records.next();
    if (!header) { return header.error(); }
    if (!*header) { return Error{ErrorCode::unprocessable, "the table is empty", "empty_file"}; }
    auto table = desk::ContactTable::of(**header, std::move(country));
    if (!table) { return table.error(); }
    reading->table = *std::move(table);
    return reading;
}

// All that can be wrong with the table as a whole shows before the first contact is written. No cell is judged here.
Result<void> judge_table(std::filesystem::path const& file) {
    auto const reading = open_table(file, {});
    if (!reading) { return reading.error(); }
    for (auto rows = std::int64_t{0};; ++rows) {
        auto const record = (*reading)->records.next();
        if (!record) { return record.error(); }
        if (!*record) { return {}; }
        if (rows == rows_max) {
            return Error{ErrorCode::too_large, "more than 50000 rows at once", "too_many_rows"};
        }
    }
}

Batch next_batch(Reading& reading) {
    auto batch = Batch{};
    while (batch.rows.size() < batch_rows) {
        auto const record = reading.records.next();
        if (!record || !*record) {
            batch.is_last = true;
            break;
        }
        if ((*record)->is_empty()) { continue; }
        ++batch.tally.rows;
        auto read = reading.table.read(**record);
        if (auto* const fault = std::get_if<desk::RowFault>(&read)) {
            batch.tally.fail(std::move(*fault));
        } else {
            batch.rows.push_back(std::get<desk::ContactRow>(std::move(read)));
        }
    }
    return batch;
}

json tally_json(desk::ImportTally const& tally, bool is_dry_run) {
    auto errors = json::array();
    for (auto const& fault : tally.faults) {
        auto error = json{{"line", fault.line}, {"reason", fault.reason}, {"detail", fault.detail}};
        if (!fault.column.empty()) { error["column"] = fault.column; }
        errors.push_back(std::move(error));
    }
    return {{"dry_run", is_dry_run},    {"rows", tally.rows},     {"created", tally.created},
            {"updated", tally.updated}, {"failed", tally.failed}, {"errors", std::move(errors)}};
}

struct ListPage {
    AccountId account;
    ContactId after;

    Result<std::vector<imports::Listed>> operator()(db::Transaction& transaction) const {
        return imports::list(transaction, account, after, page_rows);
    }
};

struct Note {
    store::audit::Line line;

    Result<void> operator()(db::Transaction& transaction) const {
        store::audit::write(transaction, line);
        return {};
    }
};

bool append(std::filesystem::path const& file, std::string const& lines) {
    auto out = std::ofstream{file, std::ios::binary | std::ios::app};
    out << lines;
    out.flush();
    return out.good();
}

// Removes the file when the answer is gone.
std::shared_ptr<void const> removal_of(std::filesystem::path const& file) {
    return {static_cast<void const*>(nullptr), [file](void const*) {
                auto ignored = std::error_code{};
                std::filesystem::remove(file, ignored);
            }};
}

bool is_csv(http::Request const& request) {
    auto const type = lowered(request.header("Content-Type"));
    return trimmed(type.substr(0, type.find(';'))) == "text/csv";
}

}  // namespace

void ContactFileRoutes::add_to(Routes& routes) {
    routes.add("POST", "/api/v1/contacts/import",
               Policy::change(admin_roles).with_body_in_file(body_bytes_max),
               [this](Call call) { return import_table(std::move(call)); });
    routes.add("GET", "/api/v1/contacts/export", Policy::read(admin_roles),
               [this](Call call) { return export_table(std::move(call)); });
}

Task<Result<http::Response>> ContactFileRoutes::import_table(Call call) {
    auto query = Query{call.request};
    auto const is_dry_run = query.is_true("dry_run");
    if (auto const read = query.end(); !read) { co_return read.error(); }
    if (!is_csv(call.request)) {
        co_return Error{ErrorCode::unsupported, "a table is text/csv", "content_type"};
    }
    auto const file = call.request.body_file;
    auto judge = [file] { return judge_table(file); };
    auto const judged = co_await file_threads_->run(std::move(judge));
    if (!judged) { co_return judged.error(); }
    auto const tally = co_await read_table(call.actor, file, is_dry_run);
    if (!tally) { co_return tally.error(); }
    if (!is_dry_run) {
        auto detail = json{{"rows", tally->rows},
                           {"created", tally->created},
                           {"updated", tally->updated},
                           {"failed", tally->failed}};
        auto const noted = co_await note(call.actor, "contacts.imported", std::move(detail));
        if (!noted) { co_return noted.error(); }
    }
    co_return json_response(200, tally_json(*tally, is_dry_run));
}

Task<Result<desk::ImportTally>> ContactFileRoutes::read_table(access::Actor actor, std::filesystem::path file,
                                                              bool is_dry_run) {
    auto find = [account = actor.account](db::Transaction& transaction) -> Result<std::string> {
        return store::accounts::default_country(transaction, account);
    };
    auto const country = co_await database_->run(actor.account.value, std::move(find));
    if (!country) { co_return country.error(); }
    auto open = [file, country = *country] { return open_table(file, country); };
    auto const reading = co_await file_threads_->run(std::move(open));
    if (!reading) { co_return reading.error(); }
    auto tally = desk::ImportTally{};
    auto seen = desk::SeenKeys{};
    for (auto is_last = false; !is_last;) {
        auto next = [table = *reading] { return next_batch(*table); };
        auto const batch = co_await file_threads_->run(std::move(next));
        is_last = batch.is_last;
        tally.add(batch.tally);
        auto done = Result<desk::ImportTally>{desk::ImportTally{}};
        if (is_dry_run) {
            auto body = desk::TryRows{actor.account, batch.rows, seen};
            done = co_await database_->run(actor.account.value, std::move(body));
            for (auto const& row : batch.rows) { remember(seen, row); }
        } else if (!batch.rows.empty()) {
            auto body = desk::ApplyRows{actor, batch.rows};
            done = co_await journal_->write(actor.account, std::move(body));
        }
        if (!done) { co_return done.error(); }
        tally.add(*done);
    }
    co_return tally;
}

Task<Result<http::Response>> ContactFileRoutes::export_table(Call call) {
    auto query = Query{call.request};
    if (auto const read = query.end(); !read) { co_return read.error(); }
    auto const file = folder_->temporary();
    auto keep = removal_of(file);
    auto const rows = co_await write_table(call.actor.account, file);
    if (!rows) { co_return rows.error(); }
    auto detail = json{{"rows", *rows}};
    auto const noted = co_await note(call.actor, "contacts.exported", std::move(detail));
    if (!noted) { co_return noted.error(); }
    auto fault = std::error_code{};
    auto const bytes = std::filesystem::file_size(file, fault);
    if (fault) { co_return Error{ErrorCode::unavailable, "the export cannot be read back"}; }
    auto response = http::Response{200};
    response.headers = {{"Content-Type", "text/csv; charset=utf-8"},
                        {"Content-Disposition", "attachment; filename=\"contacts.csv\""},
                        {"X-Content-Type-Options", "nosniff"}};
    response.file = http::FileBody{file, 0, bytes};
    response.keep = std::move(keep);
    co_return response;
}

Task<Result<std::int64_t>> ContactFileRoutes::write_table(AccountId account, std::filesystem::path file) {
    auto lines = desk::csv_line(desk::contact_columns());
    auto rows = std::int64_t{0};
    auto after = ContactId{};
    for (auto is_last = false; !is_last;) {
        auto find = ListPage{account, after};
        auto const page = co_await database_->run(account.value, std::move(find));
        if (!page) { co_return page.error(); }
        for (auto const& contact : *page) { lines += desk::csv_line(desk::contact_cells(contact)); }
        auto write = [file, lines = std::exchange(lines, {})] { return append(file, lines); };
        auto const is_written = co_await file_threads_->run(std::move(write));
        if (!is_written) { co_return Error{ErrorCode::unavailable, "the export cannot be written"}; }
        rows += static_cast<std::int64_t>(page->size());
        is_last = page->size() < static_cast<std::size_t>(page_rows);
        if (!is_last) { after = page->back().id; }
    }
    co_return rows;
}

Task<Result<void>> ContactFileRoutes::note(access::Actor actor, std::string action, json detail) {
    auto body = Note{store::audit::Line{actor.account, actor.user, std::move(action), "account",
                                        actor.account.value, std::move(detail)}};
    co_return co_await database_->run(actor.account.value, std::move(body));
}

}  // namespace balie::api
