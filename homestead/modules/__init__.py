"""The rooms of the home; none of them knows another."""
