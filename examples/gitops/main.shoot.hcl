# Pictures as code: plan on the pull request, apply on merge, state in a branch of its own.
# The workflow beside this file does it on GitHub, examples/ci/gitlab.yml on GitLab.

photoshoot {
  max_credits = 100
  max_deletes = 10

  # The disk of the runner is thrown away; made.sh keeps what is on it before that.
  allow_ephemeral_state = true
}

product "mug" {
  image        = "photos/mug.jpg"
  presets      = ["white_background", "light_blue_background"]
  render_kinds = ["medium_banner"]
}
