// The public side of a channel: what the business and its customers have posted, with all that stands under it.
import { EyeOff, Globe } from 'lucide-react';
import { useState } from 'react';
import { Avatar } from '../ui/avatar';
import { Badge } from '../ui/badge';
import { classes } from '../ui/classes';
import { Icon } from '../ui/icon';
import { Logo } from '../ui/logo';
import { BubbleContent, shortText } from './bubble_content';
import { EntryActions } from './entry_actions';
import type { Spot } from './server';
import type { Can, Channel, Entry, Post } from './types';
import { clock, dayName, words } from './words';
import { WriteBar, type Chosen } from './write_bar';
import styles from './feed.module.css';

const newPost = 'new';

interface CommonProps {
  spot: Spot;
  can: Can;
  onChoose: (chosen: Chosen) => void;
}

function Comment({ entry, answered, ...common }: CommonProps & { entry: Entry; answered: Entry | undefined }) {
  const isDesk = entry.author === 'desk';
  const reactions = [entry.other_reaction, entry.own_reaction].filter(Boolean).join(' ');
  return (
    <li className={classes(styles.comment, answered && styles.nested, entry.is_hidden && styles.hidden)}>
      {isDesk ? <Logo /> : <Avatar name={entry.author_name ?? ''} size={24} />}
      <div className={styles.said}>
        <div className={classes(styles.by, 'small')}><b className="clip">{entry.author_name}</b>{isDesk ? <Badge tone="accent">{words.business}</Badge> : null}<span className="hint num">{clock(entry.at)}</span></div>
        <div className={styles.words}><BubbleContent entry={entry} />{reactions ? <span className={styles.reactions}>{reactions}</span> : null}</div>
        <div className={classes(styles.under, 'micro hint')}>
          {entry.is_edited ? <span>{words.edited}</span> : null}
          {entry.is_hidden ? <span className="row tight"><Icon of={EyeOff} size={12} />{words.hidden}</span> : null}
          <EntryActions entry={entry} {...common} />
        </div>
      </div>
    </li>
  );
}

interface PostCardProps extends CommonProps {
  post: Post;
  isChosen: boolean;
  onPick: () => void;
}

function PostCard({ post, isChosen, onPick, ...common }: PostCardProps) {
  const isDesk = post.author === 'desk';
  const find = (id: string | undefined) => (id ? post.comments.find((entry) => entry.id === id) : undefined);
  return (
    <article className={classes(styles.post, isChosen && styles.picked)} aria-label={shortText(post)}>
      <header className={styles.head}>
        {isDesk ? <Logo large /> : <Avatar name={post.author_name ?? ''} size={32} />}
        <div className="grow">
          <div className="strong clip">{post.author_name}</div>
          <div className={classes(styles.public, 'micro')}><Icon of={Globe} size={12} />{words.public} · {dayName(post.at)} {clock(post.at)}</div>
        </div>
        {common.can.deletes ? <EntryActions entry={post} {...common} can={{ ...common.can, replies: false }} /> : null}
      </header>
      <div className={styles.text}><BubbleContent entry={post} /></div>
      <div className={classes(styles.count, 'small hint')}>
        <span>{post.comments.length === 1 ? words.oneComment : `${post.comments.length} ${words.comments}`}</span>
        {isChosen ? null : <button type="button" className={styles.pick} onClick={onPick}>{words.comment}</button>}
      </div>
      {post.comments.length > 0 ? <ul className={styles.comments}>{post.comments.map((entry) => <Comment key={entry.id} entry={entry} answered={find(entry.reply_to)} {...common} />)}</ul> : null}
    </article>
  );
}

function PostPicker({ channel, onNew, isNew }: { channel: Channel; isNew: boolean; onNew: () => void }) {
  if (!channel.begins_posts) return null;
  const label = channel.channel === 'x' ? words.mention : words.postOnPage;
  return <button type="button" className={classes(styles.begin, isNew && styles.picked)} aria-pressed={isNew} onClick={onNew}>{label}</button>;
}

export function Feed({ channel, can, spot, posts }: { channel: Channel; can: Can; spot: Spot; posts: Post[] }) {
  const [picked, setPicked] = useState<string>();
  const [chosen, setChosen] = useState<Chosen>();
  const isNew = picked === newPost;
  const target = isNew ? undefined : (posts.find(({ id }) => id === picked) ?? posts[0]);
  const done = () => { setChosen(undefined); if (isNew) setPicked(undefined); };
  const here: Spot = { ...spot, post: target?.id ?? newPost };
  const pick = (id: string) => { setChosen(undefined); setPicked(id); };
  const placeholder = isNew ? (channel.channel === 'x' ? `@${channel.handle} …` : words.newPost) : words.commentOn;
  return (
    <>
      {/* The feed scrolls, and must do so by keyboard too. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.feed} role="region" aria-label={words.publicPosts} tabIndex={0}>
        <PostPicker channel={channel} isNew={isNew} onNew={() => pick(newPost)} />
        {posts.map((post) => (
          <PostCard key={post.id} post={post} spot={{ ...spot, post: post.id }} can={can} isChosen={post.id === target?.id} onPick={() => pick(post.id)} onChoose={(next) => { setPicked(post.id); setChosen(next); }} />
        ))}
      </div>
      <p className={classes(styles.where, 'micro')}><Icon of={Globe} size={12} /><span className="clip">{isNew ? words.everybodyReads : `${words.under} “${target ? shortText(target) : ''}”`}</span></p>
      <WriteBar key={`${here.post ?? ''}${chosen ? chosen.kind + chosen.entry.id : ''}`} spot={here} can={can} chosen={chosen} placeholder={placeholder} onDone={done} />
    </>
  );
}
