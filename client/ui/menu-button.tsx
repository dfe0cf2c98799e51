import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Button } from './button.tsx';
import { MoreIcon } from './icons.tsx';
import styles from './menu-button.module.css';

type Props<T extends string> = {
  label: string;
  items: readonly { id: T; text: string }[];
  onChoose: (id: T) => void;
};

/** A button with a few more things to do. `label` is for those who cannot see the three dots. */
export function MenuButton<T extends string>({ label, items, onChoose }: Props<T>) {
  return (
    <MenuTrigger>
      <Button look="plain" aria-label={label}>
        <MoreIcon />
      </Button>
      <Popover className={styles.popover ?? ''} placement="bottom end">
        <Menu className={styles.menu ?? ''} items={items} onAction={(key) => onChoose(key as T)}>
          {(item) => (
            <MenuItem id={item.id} className={styles.item ?? ''}>
              {item.text}
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
