\set conversation random(1, 10000)
\set id random(1, 9000000000000000000)
BEGIN;
INSERT INTO messages (account_id, conversation_id, channel_id, external_id, body, payload) VALUES (1, :conversation, 1, 'wamid.HBgLMzE2MDAwMDAwMDEVAgASGBQ' || :id, 'Goedemiddag, gisteren kreeg ik bericht dat bestelling 4711-2291 bezorgd zou zijn, maar er ligt niets bij de deur en ook niet bij de buren. Kunt u nakijken waar het pakket is gebleven?', '{"from":"31600000001","id":"wamid.HBgLMzE2MDAwMDAwMDEVAgASGBQ","timestamp":"1767225601","type":"text","text":{"body":"Goedemiddag, gisteren kreeg ik bericht dat bestelling 4711-2291 bezorgd zou zijn, maar er ligt niets bij de deur en ook niet bij de buren. Kunt u nakijken waar het pakket is gebleven?"}}') ON CONFLICT (channel_id, external_id) DO NOTHING;
UPDATE conversations SET last_message_at = now(), unread = unread + 1 WHERE id = :conversation;
END;
