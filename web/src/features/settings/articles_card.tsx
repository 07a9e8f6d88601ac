// Articles: what agents look up with ?? while they write, and put in as words or as an address.
import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { deleteArticle, listArticles, patchArticle, postArticle, type ArticleBody } from '../../api/kept';
import type { Article } from '../../api/types';
import { keys } from '../../state/cache';
import { Badge } from '../../ui/badge';
import { blankWords } from '../../ui/blank_words';
import { SelectField, TextAreaField, TextField } from '../../ui/field';
import { languageChoices, languageWords } from '../../ui/language_words';
import type { Saving } from '../../ui/use_save';
import { anew } from './anew';
import { ListCard } from './list_card';
import styles from './settings.module.css';

interface Filled {
  title: string;
  text: string;
  url: string;
  language: string;
}

const textMax = 50_000;
const address = /^https?:\/\/\S+$/;

const isAddress = (url: string) => url.trim() === '' || address.test(url.trim());

function Fields({ filled: { title, text, url, language }, set, saving }: { filled: Filled; set: (change: Partial<Filled>) => void; saving: Saving }) {
  return (
    <>
      <TextField label={t`Title`} value={title} required autoFocus maxLength={200} onChange={(event) => set({ title: event.target.value })} error={saving.faultOf('title')} />
      <TextAreaField label={t`Text`} value={text} required rows={8} maxLength={textMax} help={blankWords()} onChange={(event) => set({ text: event.target.value })} error={saving.faultOf('text')} />
      <div className={styles.pair}>
        <TextField type="url" label={t`Address on the web`} value={url} maxLength={2000} placeholder="https://" onChange={(event) => set({ url: event.target.value })} error={isAddress(url) ? saving.faultOf('url') : t`An address begins with https://.`} />
        <SelectField label={t`Language`} value={language} onChange={(value) => set({ language: value })} options={languageChoices(language)} />
      </div>
    </>
  );
}

function bodyOf({ title, text, url, language }: Filled): ArticleBody {
  return { title: title.trim(), text: text.trim(), url: url.trim() || null, language: language || null };
}

export function ArticlesCard() {
  const { data } = useQuery({ queryKey: keys.articles, queryFn: async () => (await listArticles()).items });
  return (
    <ListCard<Article, Filled>
      title={t`Articles`} explained={t`Type ?? and a word in a reply: the text or the address is put in.`} newWords={t`New article`} items={data} name={(article) => article.title} wide
      line={({ title, text, url, language }) => <><span className={styles.rowText}><span className="strong clip">{title}</span><span className="hint small clip">{url ?? text}</span></span>{language ? <Badge>{languageWords(language)}</Badge> : null}</>}
      filled={(article) => ({ title: article?.title ?? '', text: article?.text ?? '', url: article?.url ?? '', language: article?.language ?? '' })}
      ready={({ title, text, url }) => title.trim() !== '' && text.trim() !== '' && isAddress(url)}
      fields={(filled, set, saving) => <Fields filled={filled} set={set} saving={saving} />}
      save={(article, filled) => anew(keys.articles, article ? patchArticle(article.id, bodyOf(filled)) : postArticle(bodyOf(filled)))}
      remove={(article) => anew(keys.articles, deleteArticle(article.id))}
    />
  );
}
