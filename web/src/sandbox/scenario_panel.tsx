// Many customers at a press.
import { History, TrendingUp, Users, type LucideIcon } from 'lucide-react';
import { classes } from '../ui/classes';
import { buttonClasses } from '../ui/button';
import { Icon } from '../ui/icon';
import { play, type Spot } from './server';
import { words } from './words';
import styles from './page.module.css';

const scenarios: { name: string; of: LucideIcon; title: string; hint: string }[] = [
  { name: 'week', of: History, title: words.week, hint: words.weekHint },
  { name: 'rush', of: TrendingUp, title: words.rush, hint: words.rushHint },
  { name: 'kinds', of: Users, title: words.kinds, hint: words.kindsHint },
];

export function ScenarioPanel({ spot, playing }: { spot: Spot; playing: string }) {
  return (
    <section className={styles.card} aria-label={words.scenarios}>
      <h2>{words.scenarios}</h2>
      <div className={styles.scenarios}>
        {scenarios.map(({ name, of, title, hint }) => (
          <button key={name} type="button" disabled={playing !== ''} className={classes(buttonClasses({}), styles.scenario)} onClick={() => { void play(spot, name); }}>
            <Icon of={of} />
            <span>{title}<span className={classes('hint small', styles.block)}>{playing === name ? words.playing : hint}</span></span>
          </button>
        ))}
      </div>
    </section>
  );
}
