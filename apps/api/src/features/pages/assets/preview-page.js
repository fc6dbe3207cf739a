// The controls of the preview: they set the widget anew and write the snippet.
