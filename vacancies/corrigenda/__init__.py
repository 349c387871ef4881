"""Changes of a published notice: corrigenda, extensions, shortening, cancellation, and earlier versions."""
