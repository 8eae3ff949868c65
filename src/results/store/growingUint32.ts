/** Whole numbers that are added one by one. */
export class GrowingUint32 {
	#items = new Uint32Array(64);
	length = 0;

	push(item: number): void {
		if (this.length === this.#items.length) {
			const grown = new Uint32Array(this.#items.length * 2);
			grown.set(this.#items);
			this.#items = grown;
		}
		this.#items[this.length++] = item;
	}

	at(index: number): number {
		return index < this.length ? (this.#items[index] ?? 0) : 0;
	}
}
