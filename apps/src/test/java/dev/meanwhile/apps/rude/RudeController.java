package dev.meanwhile.apps.rude;

import org.springframework.web.bind.annotation.RestController;

/// A controller for everybody to call.
@RestController
public class RudeController {}
