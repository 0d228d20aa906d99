package dev.seaworthy.examples.spring;

import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The API, which pages of the declared origin read. */
@RestController
class Ships {
    private static final List<Ship> FLEET = List.of(new Ship("Fram", 39), new Ship("Vega", 45));

    @GetMapping("/api/ships")
    List<Ship> fleet() {
        return FLEET;
    }

    @GetMapping("/api/ships/{name}")
    Ship ship(@PathVariable("name") String name) {
        return FLEET.stream()
                .filter(ship -> ship.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** Computed by another thread than the container's. */
    @GetMapping("/api/length")
    Callable<Integer> length() {
        return () -> FLEET.stream().mapToInt(Ship::metres).sum();
    }

    /** A ship of the fleet. */
    record Ship(String name, int metres) {}
}
