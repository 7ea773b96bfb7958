"""Pictures from strangers: what they are, and how only their pixels are kept."""
