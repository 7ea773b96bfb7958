#compdef homestead

_homestead_completion() {
  eval $(env _TYPER_COMPLETE_ARGS="${words[1,$CURRENT]}" _HOMESTEAD_COMPLETE=complete_zsh homestead)
}

compdef _homestead_completion homestead
