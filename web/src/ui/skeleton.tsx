// What stands in for content that takes longer than a blink: same measures, no spinner.
import { useEffect, useState, type ReactNode } from 'react';
import styles from './skeleton.module.css';

const patienceMs = 150;

export function Bone({ width, height = 12, radius = 4 }: { width: number | string; height?: number; radius?: number }) {
  return <span className={styles.bone} style={{ width, height, borderRadius: radius }} />;
}

// Shows nothing for the first 150 ms, so that quick answers do not flash.
export function Skeleton({ label, children }: { label: string; children: ReactNode }) {
  const [due, setDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  if (!due) return null;
  return <div className={styles.pulse} role="status" aria-label={label}>{children}</div>;
}
