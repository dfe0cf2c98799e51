import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps } from 'react-aria-components/Button';
import styles from './button.module.css';

export type Look = 'primary' | 'quiet' | 'plain' | 'danger';

type Props = Omit<ButtonProps, 'children' | 'className' | 'style'> & {
  look?: Look;
  big?: boolean;
  children: ReactNode;
};

/** Something to press. While `isPending` it keeps its place and its words, and does nothing. */
export function Button({ look = 'quiet', big = false, children, ...props }: Props) {
  return (
    <AriaButton {...props} className={buttonClass(look, big)}>
      {children}
      {props.isPending === true && <Dots />}
    </AriaButton>
  );
}

/** The same look for links. */
export function buttonClass(look: Look, big = false): string {
  return [styles.button, styles[look], big ? styles.big : ''].join(' ').trim();
}

function Dots() {
  return (
    <span className={styles.dots} aria-hidden="true">
      <span />
      <span />
      <span />
    </span>
  );
}
