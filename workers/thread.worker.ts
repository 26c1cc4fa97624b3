/** One thread of libvips: made by the page, which lends it to an engine's worker. */
import './runtime/thread-parent';
// Runs itself where the worker's name is that of a thread.
import 'wasm-vips';
