// Says on every page of an alliance with invented data that it is invented.
import type { Alliance } from '../api.js';
import { text } from '../text.js';

export function ExampleBanner({ alliance }: { alliance: Alliance }) {
  if (!alliance.example) return null;
  return (
    <p class="banner banner-example">
      <b>{text.example.title}.</b> {text.example.explanation}
    </p>
  );
}
