import css from './picture.module.css';

export function Picture({ src, alt }: { src: string; alt: string }) {
  return <img className={css['picture']} src={src} alt={alt} />;
}
