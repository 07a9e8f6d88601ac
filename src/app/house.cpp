#include "app/house.hpp"

#include "api/agent_routes.hpp"
#include "api/base_address.hpp"
#include "api/media_journal.hpp"
#include "api/stream_routes.hpp"
#include "app/sound_helper.hpp"
#include "client/client.hpp"
#include "connectors/all.hpp"
#include "sandbox/media_detour.hpp"
#include "store/conversations.hpp"

#include <balie/base/crypto.hpp>

#include <boost/asio/post.hpp>

#include <utility>

namespace balie::app {
namespace {

constexpr auto ingest_lanes = 3U;
constexpr auto searches_waiting_max = std::size_t{32};
// So long a resolve can be undone before the customer is asked; in the demo nobody waits so long to see it.
constexpr auto survey_patience = std::chrono::seconds{60};
constexpr auto demo_survey_patience = std::chrono::seconds{5};

db::PoolOptions pool(std::string const& url, std::string name, unsigned connections) {
    auto options = db::PoolOptions{};
    options.url = url;
    options.name = std::move(name);
    options.connections = connections;
    return options;
}

http::ClientOptions client_options(Config const& config, bool is_demo) {
    auto options = http::ClientOptions{};
    options.allow_origins = config.allow_origins;
    if (is_demo) { options.allow_origins.push_back(demo_origin(config)); }
    return options;
}

// What stands behind events is read by ids alone: one plan serves all, and planning took longer than reading.
db::PoolOptions watch_pool(std::string const& url) {
    auto options = pool(url, "watch", 2);
    options.settings =
        "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET enable_hashjoin = off; "
        "SET enable_mergejoin = off; SET enable_bitmapscan = off";
    return options;
}

// Few at a time, and a short queue: a question that nobody waits for any more is worth nothing.
db::PoolOptions search_pool(std::string const& url) {
    auto options = pool(url, "search", 2);
    options.queue_max = searches_waiting_max;
    return options;
}

// In the demo the files of the sandbox's customers are fetched from the sandbox.
std::unique_ptr<HttpClient> client_of(Config const& config, bool is_demo) {
    auto client = http::make_client(client_options(config, is_demo));
    if (!is_demo) { return client; }
    return std::make_unique<sandbox::MediaDetour>(std::move(client), demo_origin(config));
}

api::Connectors by_channel(std::vector<std::unique_ptr<Connector>> const& connectors) {
    auto found = api::Connectors{};
    for (auto const& connector : connectors) { found.emplace(connector->channel(), connector.get()); }
    return found;
}

wire::Context context_of(api::Connectors const& connectors, Config const& config) {
    auto context = wire::Context{};
    context.converts_sound = !config.sound_helper.empty();
    for (auto const& [channel, connector] : connectors) { context.add(*connector); }
    return context;
}

delivery::Options delivery_options(Config const& config, bool is_demo, media::Folder const& folder) {
    auto options = delivery::Options{};
    options.media_folder = folder.path();
    options.file_addresses =
        delivery::FileAddresses{config.public_url, api::may_be_called(config.public_url, {}),
                                client_options(config, is_demo).allow_origins};
    return options;
}

desk::PushSettings push_settings(Config const& config) {
    auto settings = desk::PushSettings{config.push_contact};
    if (auto const bytes = from_base64(config.push_key)) { settings.key = p256_key_of(*bytes); }
    return settings;
}

auto finder(api::Connectors const& connectors) {
    return [&connectors](Channel channel) -> Connector* {
        auto const found = connectors.find(channel);
        return found == connectors.end() ? nullptr : found->second;
    };
}

}  // namespace

Databases::Databases(std::string const& url)
    : desk(pool(url, "desk", 6)),
      watch(watch_pool(url)),
      delivery(pool(url, "delivery", 3)),
      ingest(ingest::writer_pool(url, ingest_lanes)),
      search(search_pool(url)) {}

// What serves the routes. Outlives the application, which holds them.
struct House::Handlers {
    api::SessionRoutes session;
    api::MeRoutes me;
    api::AccountRoutes account;
    api::AuditRoutes audit;
    api::InboxRoutes inboxes;
    api::InboundRoutes inbound;
    api::PlatformRoutes platforms;
    api::ConversationRoutes conversations;
    api::AgentRoutes agents;
    api::MessageRoutes messages;
    api::PublicMessageRoutes public_messages;
    api::ContactRoutes contacts;
    api::ContactFileRoutes contact_files;
    api::ContactMergeRoutes contact_merges;
    api::ConversationMergeRoutes conversation_merges;
    api::SideQuestionRoutes side_questions;
    api::SideAnswerRoutes side_answers;
    api::SatisfactionRoutes satisfaction;
    api::SatisfactionAnswerRoutes ratings;
    api::ContextCardRoutes context_card;
    api::PrivacyRoutes privacy;
    api::DraftRoutes drafts;
    api::PushRoutes pushes;
    api::LabelRoutes labels;
    api::CannedResponseRoutes canned_responses;
    api::TeamRoutes teams;
    api::QueueRoutes queue;
    api::QuarantineRoutes quarantine;
    api::SearchRoutes search;
    api::AttachmentRoutes attachments;
    api::HandedFileRoutes handed_files;
    api::WebhookRoutes webhooks;
    api::FileRoutes files;
    std::unique_ptr<client::Client> client;
    ProbeRoutes probes;
    std::optional<SandboxRoutes> sandbox = {};
};

House::House(Config const& config_, std::string const& database_url, store::SecretBox box_,
             media::Folder folder_, ingest::SpoolFiles spool_files, std::unique_ptr<bus::Carrier> carrier,
             std::optional<Demo> demo_)
    : config(config_),
      box(std::move(box_)),
      databases(database_url),
      folder(std::move(folder_)),
      http(client_of(config, demo_.has_value())),
      mail(mail::Options{config.allow_origins}),
      exchanged_secrets(databases.desk, box),
      connectors(connectors::all(*http, folder.path(), config.public_url, &mail, &exchanged_secrets)),
      connector_of(by_channel(connectors)),
      context(context_of(connector_of, config)),
      site(config.public_url),
      inbox_setup(connector_of, box, config.allow_origins),
      hub(databases.watch, context, clock, fan_out),
      bus(network, std::move(carrier)),
      journal(databases.desk, [this](AccountId account, std::int64_t seq) { tell_committed(account, seq); }),
      delivery_journal(databases.delivery,
                       [this](AccountId account, std::int64_t seq) { tell_committed(account, seq); }),
      authenticator(databases.desk, clock),
      rights_changed([this](AccountId account, UserId user) {
          boost::asio::post(fan_out, [this, account, user] { hub.recheck_rights(account, user); });
          bus.rights_changed(account, user);
      }),
      log_in(databases.desk, hasher, clock, rights_changed),
      workshop{&network, &databases.delivery, &file_threads, &sniffer, &folder, &clock},
      uploads(workshop, sound_helper(config.sound_helper)),
      fetcher(workshop, box, finder(connector_of), api::media_journal(delivery_journal)),
      delivery(network, databases.delivery, delivery_journal, box, finder(connector_of), clock,
               delivery_options(config, demo_.has_value(), folder)),
      waking(network, databases.desk, journal, clock),
      retention(network, databases.delivery, delivery_journal, clock),
      satisfaction(
          network, databases.delivery, delivery_journal, desk::AskingBy{site.origin(), &box, &context},
          demo_ ? demo_survey_patience : survey_patience,
          [this](AccountId account) { delivery.wake(account); }, clock),
      search_rounds(network, databases.delivery, [this] { return writer.waiting() > 0; }),
      inbox_directory(databases.desk, box),
      writer(
          network.get_executor(), databases.ingest, journal, clock,
          [this](AccountId account) { fetcher.wake(account); }, watched_writer()),
      pulse(network.get_executor(), journal, clock),
      spool(network.get_executor(), std::move(spool_files)),
      intake(databases.desk, inbox_directory, connector_of, writer, spool, pulse, clock),
      spool_rounds(network, spool, intake),
      catch_up(network, databases.desk, box, connector_of, inbox_directory, writer, clock),
      profiles(network, databases.delivery, delivery_journal, box, connector_of, clock),
      posts(network, databases.delivery, delivery_journal, box, connectors::post_sources(*http), clock),
      search_streams(network, databases.delivery, delivery_journal, box, connectors::post_searches(*http),
                     writer, clock),
      health(
          network, databases.delivery, delivery_journal, box, connector_of,
          [this](Channel channel, InboxId inbox) { return site.webhook_url(channel, inbox); }, clock),
      pushes(network, databases.desk, inbox_directory, *http, clock),
      web_pushes(network, databases.delivery, box, *http, clock, push_settings(config)),
      mailboxes(network, databases.desk, box, connector_of, writer, pulse, clock, mail.options()),
      figures(network, databases.desk, clock),
      demo(std::move(demo_)),
      stream_parts_{
          hub,
          authenticator,
          databases.desk,
          clock,
          fan_out,
          [this](AccountId account, ConversationId conversation) { signal_typing(account, conversation); }} {
    if (demo) { sandbox = std::make_unique<sandbox::Sandbox>(*http, network.get_executor(), demo->sandbox); }
    hub.relay_whispers([this](AccountId account, std::string const& item, access::Hearers const& hearers) {
        bus.whisper(bus::Whisper{account, hearers, item});
    });
    spool_rounds.tell([this](std::optional<Time> waits_since) { tell_spool(waits_since); });
    watch_node();
    watch_desk();
}

House::~House() = default;

void House::tell_committed(AccountId account, std::int64_t last_seq) {
    hub.committed(account, last_seq);
    bus.committed(account, last_seq);
}

void House::inbox_changed_here(AccountId account, InboxId inbox) {
    inbox_directory.forget(account, inbox);
    boost::asio::post(network, [this] { mailboxes.wake(); });
    delivery.wake(account);
    if (handlers_) { handlers_->client->inbox_changed(account, inbox); }
}

// What other nodes tell. Called on the network thread.
bus::Ears House::ears() {
    auto ears = bus::Ears{};
    ears.committed = [this](AccountId account, std::int64_t last_seq) { hub.committed(account, last_seq); };
    ears.rights_changed = [this](AccountId account, UserId user) {
        boost::asio::post(fan_out, [this, account, user] { hub.recheck_rights(account, user); });
    };
    ears.inbox_changed = [this](AccountId account, InboxId inbox) { inbox_changed_here(account, inbox); };
    ears.whispered = [this](bus::Whisper const& whisper) {
        boost::asio::post(
            fan_out, [this, whisper] { hub.whisper_here(whisper.account, whisper.item, whisper.hearers); });
    };
    ears.missed = [this] {
        boost::asio::post(fan_out, [this] { hub.recheck_all_rights(); });
        if (handlers_) { handlers_->client->news_missed(); }
    };
    return ears;
}

api::Application House::application() {
    auto observer = [this](std::string_view method, std::string_view route, int status, double seconds) {
        metrics.request(method, route, status, seconds);
    };
    return api::Application{site, routes(), authenticator, databases.desk, std::move(observer)};
}

client::Ground House::client_ground() {
    return client::Ground{
        databases.desk, inbox_directory,    writer, pulse, journal, hub, uploads, folder, clock,
        fan_out,        api::widget_files()};
}

std::unique_ptr<House::Handlers> House::make_handlers() {
    auto const wake = [this](AccountId account) { delivery.wake(account); };
    auto const read_up_to = [this](AccountId account, InboxId inbox, std::string external_id) {
        delivery.mark_read(account, inbox, std::move(external_id));
    };
    auto const availability = [this](AccountId account, UserId user, Availability value) {
        tell_availability(account, user, value);
    };
    auto const inbox_changed = [this](AccountId account, InboxId inbox) {
        inbox_changed_here(account, inbox);
        bus.inbox_changed(account, inbox);
    };
    auto const shows_metrics = config.listens_on_loopback() && config.public_url_is_loopback();
    return std::make_unique<Handlers>(Handlers{
        .session = api::SessionRoutes{log_in, site},
        .me = api::MeRoutes{databases.desk, availability},
        .account = api::AccountRoutes{databases.desk, hasher, rights_changed},
        .audit = api::AuditRoutes{databases.desk},
        .inboxes = api::InboxRoutes{databases.desk, journal, inbox_setup, connector_of, context, site,
                                    rights_changed, inbox_changed},
        .inbound = api::InboundRoutes{databases.desk, intake, inbox_directory, folder, clock},
        .platforms = api::PlatformRoutes{databases.desk, box, connector_of, site, clock},
        .conversations = api::ConversationRoutes{databases.desk, journal, context, clock, wake, read_up_to},
        .agents = api::AgentRoutes{databases.desk, journal, context, clock, read_up_to},
        .messages = api::MessageRoutes{databases.desk, journal, context, clock, wake},
        .public_messages =
            api::PublicMessageRoutes{databases.desk, journal, box, connector_of, context, clock, wake},
        .contacts = api::ContactRoutes{databases.desk, journal, context},
        .contact_files = api::ContactFileRoutes{databases.desk, journal, file_threads, folder},
        .contact_merges = api::ContactMergeRoutes{databases.desk, journal},
        .conversation_merges = api::ConversationMergeRoutes{databases.desk, journal, clock, context},
        .side_questions =
            api::SideQuestionRoutes{databases.desk, journal, box, connector_of, context, clock, site},
        .side_answers = api::SideAnswerRoutes{databases.desk, journal, box, clock},
        .satisfaction = api::SatisfactionRoutes{databases.desk},
        .ratings = api::SatisfactionAnswerRoutes{databases.desk, journal, box, clock},
        .context_card = api::ContextCardRoutes{databases.desk, *http, box,
                                               client_options(config, demo.has_value()).allow_origins, clock},
        .privacy = api::PrivacyRoutes{databases.desk, journal, context, clock},
        .drafts = api::DraftRoutes{databases.desk},
        .pushes = api::PushRoutes{databases.desk, box, client_options(config, demo.has_value()).allow_origins,
                                  clock, push_settings(config)},
        .labels = api::LabelRoutes{databases.desk},
        .canned_responses = api::CannedResponseRoutes{databases.desk},
        .teams = api::TeamRoutes{databases.desk, journal, clock, rights_changed},
        .queue = api::QueueRoutes{databases.desk, clock},
        .quarantine = api::QuarantineRoutes{databases.desk, intake},
        .search = api::SearchRoutes{databases.search, context},
        .attachments = api::AttachmentRoutes{databases.desk, uploads, folder},
        .handed_files = api::HandedFileRoutes{databases.desk, box, folder, clock},
        .webhooks = api::WebhookRoutes{intake, connector_of, site},
        .files = api::FileRoutes{api::api_files(), api::web_files(), api::FileOptions{demo.has_value()}},
        .client = std::make_unique<client::Client>(client_ground()),
        .probes = ProbeRoutes{databases.desk, databases.ingest, spool, metrics, is_draining, shows_metrics},
    });
}

api::Routes House::routes() {
    handlers_ = make_handlers();
    auto routes = api::Routes{};
    handlers_->session.add_to(routes);
    handlers_->me.add_to(routes);
    handlers_->account.add_to(routes);
    handlers_->audit.add_to(routes);
    handlers_->inboxes.add_to(routes);
    handlers_->inbound.add_to(routes);
    handlers_->platforms.add_to(routes);
    handlers_->conversations.add_to(routes);
    handlers_->agents.add_to(routes);
    handlers_->messages.add_to(routes);
    handlers_->public_messages.add_to(routes);
    handlers_->contacts.add_to(routes);
    handlers_->contact_files.add_to(routes);
    handlers_->contact_merges.add_to(routes);
    handlers_->conversation_merges.add_to(routes);
    handlers_->side_questions.add_to(routes);
    handlers_->side_answers.add_to(routes);
    handlers_->satisfaction.add_to(routes);
    handlers_->ratings.add_to(routes);
    handlers_->context_card.add_to(routes);
    handlers_->privacy.add_to(routes);
    handlers_->drafts.add_to(routes);
    handlers_->pushes.add_to(routes);
    handlers_->labels.add_to(routes);
    handlers_->canned_responses.add_to(routes);
    handlers_->teams.add_to(routes);
    handlers_->queue.add_to(routes);
    handlers_->quarantine.add_to(routes);
    handlers_->search.add_to(routes);
    handlers_->attachments.add_to(routes);
    handlers_->handed_files.add_to(routes);
    handlers_->webhooks.add_to(routes);
    handlers_->client->add_to(routes);
    handlers_->probes.add_to(routes);
    if (sandbox) {
        handlers_->sandbox.emplace(*sandbox, demo->account, demo->crm_secret, clock);
        handlers_->sandbox->add_to(routes);
    }
    api::add_stream_routes(routes, stream_parts_);
    handlers_->files.add_to(routes);
    return routes;
}

}  // namespace balie::app
