import { useWords } from '../../words/words.tsx';
import classes from '../admin.module.css';

/** The way to each group of a queue's settings; the page is long. */
export function SectionLinks() {
  const { admin } = useWords();
  const sections = [
    ['closure', admin.closure],
    ['notice', admin.notice],
    ['rhythm-inLine', admin.inLine],
    ['rhythm-onHold', admin.onHold],
    ['line', admin.basics],
    ['topics', admin.topics],
    ['hours', admin.hours],
    ['limits', admin.limits],
    ['callbacks', admin.callbacks],
    ['waiting', admin.waiting],
    ['after', admin.after],
    ['ranking', admin.ranking],
    ['pilot', admin.pilot],
  ] as const;
  return (
    <nav aria-label={admin.sections} className={classes.sections}>
      {sections.map(([id, title]) => (
        <a key={id} href={`#${id}`}>
          {title}
        </a>
      ))}
    </nav>
  );
}
