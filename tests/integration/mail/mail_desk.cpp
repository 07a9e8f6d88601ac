#include "integration/mail/mail_desk.hpp"

#include "store/inboxes.hpp"
#include "store/outbox.hpp"

#include <algorithm>

namespace balie::test {
namespace {

using namespace std::chrono_literals;

constexpr auto make_message = db::Statement{"test.make_mail", R"sql(
    INSERT INTO messages (account_id, id, conversation_id, inbox_id, identity_id, direction, kind, text, content, sender_type, status, attempt)
    SELECT $1, nextval('message_ids'), c.id, c.inbox_id, c.identity_id, 'out', 'message', $3, $4::jsonb, 'user', 'queued', 1
      FROM conversations c
     WHERE c.account_id = $1 AND c.id = $2
    RETURNING id
)sql"};

AccountId make_account() {
    return as_superuser_in_balie(
               "INSERT INTO accounts (id, name) VALUES (nextval('account_ids'), 'Test') RETURNING id")
        .front()
        .id<Account>("id");
}

Task<bool> to_its_end(Task<void> task) {
    co_await std::move(task);
    co_return true;
}

delivery::Options quick() {
    auto options = delivery::Options{};
    options.poll = 20ms;
    return options;
}

}  // namespace

MailDesk::MailDesk(std::string password)
    : MailDesk({}, {{"imap_password", std::move(password)}, {"reply_key", "key"}}) {}

MailDesk::MailDesk(std::map<std::string, std::string> const& settings,
                   std::map<std::string, std::string> const& secrets)
    : account(make_account()),
      box_(store::SecretBox::open_key_file(folder_.path() / "key").value()),
      client_(mail_servers().options()),
      http_(http::make_client({{mail_servers().provider().origin()}})),
      exchanged_(database(), box_),
      email_(std::make_unique<connectors::email::Email>(*http_, &client_, folder_.path() / "media",
                                                        &exchanged_)),
      connectors_{{Channel::email, email_.get()}},
      lanes_(ingest::writer_pool(cluster().application_url(), 2)),
      journal_(database(), [](AccountId, std::int64_t) {}),
      writer_(context().get_executor(), lanes_, journal_, clock_),
      pulse_(context().get_executor(), journal_, clock_),
      delivery_(
          context(), database(), journal_, box_, [this](Channel) -> Connector* { return email_.get(); },
          clock_, quick()) {
    auto const imap = mail_servers().imap(MailSecurity::tls);
    auto const smtp = mail_servers().smtp(MailSecurity::starttls);
    auto made = Inbox{};
    made.account = account;
    made.channel = Channel::email;
    made.name = "E-mail";
    made.address = "service@desk.test";
    made.settings = {{"address", made.address},    {"display_name", "Klantenservice"},
                     {"imap_host", imap.host},     {"imap_port", imap.port},
                     {"smtp_host", smtp.host},     {"smtp_port", smtp.port},
                     {"smtp_security", "starttls"}};
    made.settings.insert(settings.begin(), settings.end());
    auto const prepared =
        database().run_here(account.value, [&](db::Transaction& transaction) -> Result<bool> {
            made.id = store::inboxes::next_id(transaction);
            for (auto const& [name, secret] : secrets) {
                made.sealed[name] = box_.seal(store::SecretPlace{account, made.id, name}, secret);
            }
            store::inboxes::create(transaction, made);
            return true;
        });
    prepared.value();
    inbox = made.id;
    delivery_.start();
}

MailDesk::~MailDesk() {
    for (auto& mailboxes : watching_) { wait_for(to_its_end(mailboxes->stop())); }
    wait_for(delivery_.drain(5s));
    wait_for(to_its_end(writer_.drain()));
    wait_for(to_its_end(pulse_.drain()));
    as_superuser_in_balie("UPDATE inboxes SET deleted_at = now() WHERE account_id = " + to_string(account));
    as_superuser_in_balie("DELETE FROM outbox WHERE account_id = " + to_string(account));
}

MailServer MailDesk::opened_server(std::string refused) {
    auto const secrets = database().run_here(account.value, [&](db::Transaction& transaction) {
        return store::inboxes::open_secrets(store::inboxes::find(transaction, account, inbox).value(), box_);
    });
    return wait_for(email_->opened_server(secrets.value(), std::move(refused))).value();
}

void MailDesk::forget_tokens() {
    email_ =
        std::make_unique<connectors::email::Email>(*http_, &client_, folder_.path() / "media", &exchanged_);
    connectors_[Channel::email] = email_.get();
}

ingest::Mailboxes& MailDesk::watch() {
    watching_.push_back(std::make_unique<ingest::Mailboxes>(context(), database(), box_, connectors_, writer_,
                                                            pulse_, clock_, mail_servers().options()));
    watching_.back()->start();
    return *watching_.back();
}

void MailDesk::stop_watching(ingest::Mailboxes& mailboxes) {
    wait_for(to_its_end(mailboxes.stop()));
    std::erase_if(watching_, [&mailboxes](auto const& one) { return one.get() == &mailboxes; });
}

void MailDesk::mail(std::string const& from, std::string const& id, std::string const& head,
                    std::string const& body) {
    auto letter = Letter{};
    letter.server = mail_servers().smtp(MailSecurity::tls, "anna@customers.test");
    letter.from = from;
    letter.to = "service@desk.test";
    auto const bytes = "From: Klant <" + from + ">\r\nTo: service@desk.test\r\nMessage-ID: <" + id + ">\r\n" +
                       head + "\r\n" + body;
    letter.write = [bytes]() -> Result<std::string> { return bytes; };
    if (!wait_for(client_.post(std::move(letter))).is_taken) {
        throw std::runtime_error{"the mail was not taken"};
    }
}

MessageId MailDesk::answer(std::string const& conversation, std::string const& text,
                           std::string const& content) {
    auto const queued =
        database().run_here(account.value, [&](db::Transaction& transaction) -> Result<MessageId> {
            auto const id = transaction.run(make_message, {account, conversation, text, content})
                                .front()
                                .id<Message>("id");
            store::outbox::enqueue(transaction, account, inbox, ConversationId{std::stoll(conversation)}, id,
                                   1);
            return id;
        });
    delivery_.wake(account);
    return queued.value();
}

std::string MailDesk::text(std::string const& sql) const {
    auto filled = sql;
    for (auto const& [mark, value] :
         {std::pair{"$A", to_string(account)}, std::pair{"$I", to_string(inbox)}}) {
        for (auto at = filled.find(mark); at != std::string::npos; at = filled.find(mark)) {
            filled.replace(at, 2, value);
        }
    }
    return as_superuser_in_balie("SELECT (" + filled + ")::text AS value").front().string("value");
}

bool MailDesk::becomes(std::string const& sql, std::string const& value) {
    return until([&] { return text(sql) == value; });
}

bool MailDesk::until(std::function<bool()> const& is_so) {
    auto const end = std::chrono::steady_clock::now() + 30s;
    while (!is_so()) {
        if (std::chrono::steady_clock::now() > end) { return false; }
        context().restart();
        context().run_for(20ms);
    }
    return true;
}

}  // namespace balie::test
